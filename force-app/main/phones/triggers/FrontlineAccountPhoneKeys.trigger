/** The candidate keys of an Account's numbers, and of a person account's. */
trigger FrontlineAccountPhoneKeys on Account(before insert, before update) {
  FrontlinePhoneKeyTrigger.keep(Trigger.new, Trigger.oldMap);
}
