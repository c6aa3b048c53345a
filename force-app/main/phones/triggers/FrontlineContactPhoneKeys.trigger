/** The candidate keys of a Contact's numbers. */
trigger FrontlineContactPhoneKeys on Contact(before insert, before update) {
  FrontlinePhoneKeyTrigger.keep(Trigger.new, Trigger.oldMap);
}
