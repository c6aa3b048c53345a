/** A class of the platform whose instances have a text of their own (SObjectField, Type, PageReference). */
export abstract class WithText {
  abstract toText(): string;
}
