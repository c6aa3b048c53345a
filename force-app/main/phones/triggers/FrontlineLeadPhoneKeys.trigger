/** The candidate keys of a Lead's numbers. */
trigger FrontlineLeadPhoneKeys on Lead(before insert, before update) {
  FrontlinePhoneKeyTrigger.keep(Trigger.new, Trigger.oldMap);
}
