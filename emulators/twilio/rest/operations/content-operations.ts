import { z } from 'zod';
import type { Account } from '../../account/account.ts';
import type { Content } from '../../content/content-library.ts';
import { contentSchema } from '../../content/content-schema.ts';
import { insertContent } from '../../content/insert-content.ts';
import { notFound } from '../find.ts';
import { second } from '../json/second.ts';
import { operation } from '../operation.ts';
import type { Operation, Place, RawCall } from '../operation.ts';
import { page, pageParameters } from '../page.ts';

/** content.v1.content */
const contentJson = (account: Account, place: Pick<Place, 'base'>) => (content: Content) => {
  const url = `${place.base}/Content/${content.sid}`;
  return {
    sid: content.sid,
    account_sid: account.accountSid,
    friendly_name: content.friendly_name ?? null,
    language: content.language,
    variables: content.variables,
    types: content.types,
    date_created: second(content.dateCreated),
    date_updated: second(content.dateUpdated),
    url,
    links: { approval_create: `${url}/ApprovalRequests/whatsapp`, approval_fetch: `${url}/ApprovalRequests` },
  };
};

const findContent = ({ world, path, place }: Pick<RawCall, 'world' | 'path' | 'place'>): Content => {
  const content = world.content.get(path['ContentSid'] ?? '');
  if (!content) throw notFound(place);
  return content;
};

const create = operation({
  method: 'post',
  path: '/Content',
  parameters: contentSchema,
  handle: ({ world, parameters, place }) => ({ status: 201, body: contentJson(world.account, place)(insertContent(world)(parameters)) }),
});

const list = operation({
  method: 'get',
  path: '/Content',
  parameters: z.strictObject(pageParameters),
  handle: ({ world, parameters, place }) =>
    page({
      place,
      parameters,
      key: 'contents',
      items: [...world.content.values()],
      position: ({ sequence }) => sequence,
      render: contentJson(world.account, place),
    }),
});

const fetch = operation({
  method: 'get',
  path: '/Content/:ContentSid',
  parameters: z.strictObject({}),
  handle: (call) => ({ status: 200, body: contentJson(call.world.account, call.place)(findContent(call)) }),
});

const remove = operation({
  method: 'delete',
  path: '/Content/:ContentSid',
  parameters: z.strictObject({}),
  handle: (call) => {
    call.world.content.delete(findContent(call).sid);
    return { status: 204 };
  },
});

const approvalJson = ({ approval, types }: Content) => ({
  name: approval.name,
  category: approval.category,
  content_type: Object.keys(types)[0] ?? '',
  status: approval.status,
  rejection_reason: approval.rejectionReason,
  allow_category_change: true,
});

const requestApproval = operation({
  method: 'post',
  path: '/Content/:ContentSid/ApprovalRequests/whatsapp',
  parameters: z.strictObject({ name: z.string().regex(/^[a-z0-9_]+$/), category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION']) }),
  handle: (call) => {
    const content = findContent(call);
    content.approval = { ...call.parameters, status: 'received', rejectionReason: '' };
    return { status: 201, body: approvalJson(content) };
  },
});

const fetchApproval = operation({
  method: 'get',
  path: '/Content/:ContentSid/ApprovalRequests',
  parameters: z.strictObject({}),
  handle: (call) => {
    const content = findContent(call);
    const url = `${call.place.base}/Content/${content.sid}/ApprovalRequests`;
    return {
      status: 200,
      body: { sid: content.sid, account_sid: call.world.account.accountSid, whatsapp: { type: 'whatsapp', ...approvalJson(content) }, url },
    };
  },
});

/** https://www.twilio.com/docs/content : templates, of which `twilio/text` is rendered. */
export const contentOperations: readonly Operation[] = [create, list, fetch, remove, requestApproval, fetchApproval];
