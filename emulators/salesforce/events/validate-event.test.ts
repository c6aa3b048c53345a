import { describe, expect, it } from '@jest/globals';
import { orderEventSchema } from './order-event.ts';
import { validateEvent } from './validate-event.ts';

const [object] = orderEventSchema.objects;
if (!object) throw new Error('the schema has one event');

describe('validateEvent', () => {
  it('answers canonical names and the values that are kept', () => {
    const fields = {
      order_number__c: 'A-1',
      Amount__c: 12.346,
      Ordered_At__c: '2026-03-01T10:30:15.700+01:00',
      Note__c: '',
      Shipped__c: null,
    };
    expect(validateEvent(object, fields, true)).toEqual({
      values: { Order_Number__c: 'A-1', Amount__c: 12.35, Ordered_At__c: '2026-03-01T09:30:15.000+0000', Note__c: null, Shipped__c: null },
    });
  });

  it.each([
    { what: 'an unknown field', fields: { Colour__c: 'red' }, statusCode: 'INVALID_FIELD', text: 'Colour__c' },
    { what: 'a system field', fields: { ReplayId: '1' }, statusCode: 'INVALID_FIELD', text: 'ReplayId' },
    { what: 'a text too long', fields: { Order_Number__c: 'x'.repeat(11) }, statusCode: 'STRING_TOO_LONG', text: 'max length=10' },
    { what: 'a number for a text', fields: { Order_Number__c: 7 }, statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD', text: 'Order Number' },
    { what: 'a text for a number', fields: { Amount__c: '7' }, statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD', text: 'Amount' },
    { what: 'a number with too many digits', fields: { Amount__c: 10_000 }, statusCode: 'NUMBER_OUTSIDE_VALID_RANGE', text: 'Amount' },
    { what: 'a text for a checkbox', fields: { Shipped__c: 'yes' }, statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD', text: 'Shipped' },
    {
      what: 'a date-time without zone',
      fields: { Ordered_At__c: '2026-03-01T10:30:15' },
      statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD',
      text: 'Ordered At',
    },
    { what: 'a date that does not exist', fields: { Due__c: '2026-13-01' }, statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD', text: 'Due' },
  ])('refuses $what', ({ fields, statusCode, text }) => {
    const check = validateEvent(object, fields, false);
    expect(check).toMatchObject({ error: { statusCode } });
    expect(JSON.stringify(check)).toContain(text);
  });

  it('looks at required fields only when asked', () => {
    expect(validateEvent(object, {}, false)).toEqual({ values: {} });
    expect(validateEvent(object, { Order_Number__c: '' }, true)).toMatchObject({
      error: { statusCode: 'REQUIRED_FIELD_MISSING', fields: ['Order_Number__c'] },
    });
  });
});
