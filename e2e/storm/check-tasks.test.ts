import { describe, expect, it } from '@jest/globals';
import { checkTasks, type CheckInput, type TaskRow } from './check-tasks.ts';

const truth = { sid: 'IM1', conversationSid: 'CH1', index: 3, body: 'hello', deliveryStatus: 'delivered' };
const task: TaskRow = {
  Frontline_Key__c: 'IM1',
  Frontline_Conversation_Sid__c: 'CH1',
  Frontline_Index__c: 3,
  Description: 'hello',
  Frontline_Delivery_Status__c: 'delivered',
};
const check = (changes: Partial<CheckInput>) =>
  checkTasks({
    truths: [truth],
    tasks: [task],
    deletedByPerson: new Set(),
    handedOver: new Set(['IM1']),
    removedText: 'Message deleted',
    ...changes,
  });

describe('the checker', () => {
  it('is content with one Task in its final state', () => {
    expect(check({})).toEqual([]);
  });

  it.each([
    ['a lost message', { tasks: [] }, '0 Tasks'],
    ['a message recorded twice', { tasks: [task, task] }, '2 Tasks'],
    ['a stale text', { tasks: [{ ...task, Description: 'hullo' }] }, 'Description'],
    ['a removed message that still shows', { truths: [{ ...truth, body: undefined }] }, 'Description'],
    ['a wrong place', { tasks: [{ ...task, Frontline_Index__c: 4 }] }, 'Frontline_Index__c'],
    ['another conversation', { tasks: [{ ...task, Frontline_Conversation_Sid__c: 'CH2' }] }, 'Frontline_Conversation_Sid__c'],
    ['a delivery that went back', { tasks: [{ ...task, Frontline_Delivery_Status__c: 'sent' }] }, 'Frontline_Delivery_Status__c'],
    ['a Task of no message', { truths: [] }, 'no message'],
    ['a deleted Task that is back', { deletedByPerson: new Set(['IM1']) }, 'is back'],
  ])('finds %s', (_what, changes, words) => {
    expect(check(changes).join()).toContain(words);
  });

  it('asks for no Task of a message that was gone before anybody told of it, but for no two either', () => {
    const gone = { truths: [{ ...truth, body: undefined }], handedOver: new Set<string>() };
    expect(check({ ...gone, tasks: [] })).toEqual([]);
    expect(check({ ...gone, tasks: [task, task] }).join()).toContain('2 Tasks');
  });

  it('wants a failure that says why where the org refuses the Task, and no other failure', () => {
    const failure: TaskRow = { Event_Key__c: 'IM1', Kind__c: 'message', Reason__c: 'X: not on a Sunday' };
    const refusing = { objectionTo: () => 'not on a Sunday', tasks: [] };
    expect(check({ ...refusing, failures: [failure] })).toEqual([]);
    expect(check(refusing).join()).toContain('0 failures');
    expect(check({ ...refusing, failures: [{ ...failure, Kind__c: 'status' }] }).join()).toContain('none of the message');
    expect(check({ ...refusing, failures: [{ ...failure, Reason__c: 'no' }] }).join()).toContain('not on a Sunday');
    expect(check({ ...refusing, tasks: [task], failures: [failure] }).join()).toContain('that the org refuses');
    expect(check({ failures: [failure] }).join()).toContain('nobody explains');
  });

  it('lets a Task rest that a person deleted', () => {
    expect(check({ tasks: [{ ...task, IsDeleted: true }], deletedByPerson: new Set(['IM1']) })).toEqual([]);
  });
});
