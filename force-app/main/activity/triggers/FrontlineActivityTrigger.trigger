/** Every batch of activity events, at most 200 of them (see FrontlineActivityTriggerConfig). */
trigger FrontlineActivityTrigger on Frontline_Activity__e(after insert) {
  new FrontlineActivityBatch().record(Trigger.new);
}
