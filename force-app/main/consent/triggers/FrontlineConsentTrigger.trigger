/** Every consent has the key of its three parts. */
trigger FrontlineConsentTrigger on Frontline_Consent__c(before insert, before update) {
  FrontlineConsentKey.fill(Trigger.new);
}
