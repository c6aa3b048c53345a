import { z } from 'zod';
import { find, notFound } from '../find.ts';
import { receiptJson } from '../json/receipt-json.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { page, pageParameters } from '../page.ts';

const list = operation({
  method: 'get',
  path: '/Conversations/:ConversationSid/Messages/:MessageSid/Receipts',
  parameters: z.strictObject(pageParameters),
  handle: (call) =>
    page({
      place: call.place,
      parameters: call.parameters,
      key: 'delivery_receipts',
      items: find.message(call).message.receipts,
      position: ({ sequence }) => sequence,
      largest: 50,
      render: receiptJson(call.world.account, call.place),
    }),
});

const fetch = operation({
  method: 'get',
  path: '/Conversations/:ConversationSid/Messages/:MessageSid/Receipts/:ReceiptSid',
  parameters: z.strictObject({}),
  handle: (call) => {
    const receipt = find.message(call).message.receipts.find(({ sid }) => sid === call.path['ReceiptSid']);
    if (!receipt) throw notFound(call.place);
    return { status: 200, body: receiptJson(call.world.account, call.place)(receipt) };
  },
});

/** https://www.twilio.com/docs/conversations/api/receipt-resource */
export const receiptOperations: readonly Operation[] = [list, fetch];
