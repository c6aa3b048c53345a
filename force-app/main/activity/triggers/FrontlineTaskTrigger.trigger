/** Tasks that a person deletes or restores: their keys get tombstones, or lose them. */
trigger FrontlineTaskTrigger on Task(after delete, after undelete) {
  FrontlineDeletedTasks.follow(Trigger.old, Trigger.new);
}
