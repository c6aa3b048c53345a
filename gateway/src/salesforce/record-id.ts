const RECORD_ID = /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/;

/** Whether a text has the form of a record id: 15 or 18 letters and digits. Anything else is refused by Salesforce as INVALID_QUERY_FILTER_OPERATOR. */
export const isRecordId = (text: string): boolean => RECORD_ID.test(text);
