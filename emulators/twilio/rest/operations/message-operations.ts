import { z } from 'zod';
import { TwilioError } from '../../account/twilio-error.ts';
import { renderContent } from '../../content/render-content.ts';
import { addMessage } from '../../conversations/add-message.ts';
import { assertWritable } from '../../conversations/assert-writable.ts';
import { limits } from '../../conversations/limits.ts';
import { removeMessage } from '../../conversations/remove-message.ts';
import { updateMessage } from '../../conversations/update-message.ts';
import type { Media } from '../../media/media.ts';
import type { World } from '../../world.ts';
import { find } from '../find.ts';
import { messageJson } from '../json/message-json.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { page, pageParameters } from '../page.ts';
import { parameter } from '../parameter.ts';

const fields = {
  Author: parameter.identity.optional(),
  Body: parameter.text(limits.body).optional(),
  Attributes: parameter.json(limits.messageAttributes).optional(),
  DateCreated: parameter.dateTime.optional(),
  DateUpdated: parameter.dateTime.optional(),
};

const createFields = z.strictObject({
  ...fields,
  ContentSid: parameter.sid('HX').optional(),
  ContentVariables: z.string().optional(),
  MediaSid: parameter.sid('ME').optional(),
});

/** Where no author is named. https://www.twilio.com/docs/conversations-classic/api/conversation-message-resource.md */
const defaultAuthor = 'system';

/** The text that goes out: the template's where there is one. */
const bodyOf = (world: World, { Body, ContentSid, ContentVariables, MediaSid }: z.output<typeof createFields>): string | undefined => {
  if (ContentSid !== undefined) return renderContent(world)(ContentSid, ContentVariables);
  if (ContentVariables !== undefined) throw new TwilioError(50528, 'Message content variables are defined without a proper content sid');
  if (MediaSid !== undefined) return Body;
  if (Body === undefined || Body === '') throw new TwilioError(20001, 'Missing required parameter Body in the post body');
  return Body;
};

/** With content, files are ignored (OpenAPI, ContentSid); one that another message has cannot be attached again. */
const mediaOf = (world: World, { ContentSid, MediaSid }: z.output<typeof createFields>): readonly Media[] => {
  if (MediaSid === undefined || ContentSid !== undefined) return [];
  const media = world.media.get(MediaSid);
  if (!media) throw new TwilioError(20404, `The requested resource ${MediaSid} was not found`);
  if (media.messageSid !== null) throw new TwilioError(20001, `${MediaSid} belongs to a message already`);
  return [media];
};

const create = operation({
  method: 'post',
  path: '/Conversations/:ConversationSid/Messages',
  parameters: createFields,
  handle: async (call) => {
    const { world, parameters, origin, place } = call;
    const conversation = find.conversation(call);
    assertWritable(conversation);
    const message = await addMessage(world)({
      conversation,
      author: parameters.Author ?? defaultAuthor,
      body: bodyOf(world, parameters),
      contentSid: parameters.ContentSid,
      media: mediaOf(world, parameters),
      attributes: parameters.Attributes,
      dateCreated: parameters.DateCreated,
      dateUpdated: parameters.DateUpdated,
      origin,
    });
    return { status: 201, body: messageJson(world.account, place)(message) };
  },
});

const list = operation({
  method: 'get',
  path: '/Conversations/:ConversationSid/Messages',
  parameters: z.strictObject({ ...pageParameters, Order: parameter.oneOf(['asc', 'desc']).optional() }),
  handle: (call) => {
    const { parameters, place, world } = call;
    const { messages } = find.conversation(call);
    return page({
      place,
      parameters,
      filters: { Order: parameters.Order },
      key: 'messages',
      items: messages,
      position: ({ index }) => index,
      descending: parameters.Order === 'desc',
      render: messageJson(world.account, place),
    });
  },
});

const fetch = operation({
  method: 'get',
  path: '/Conversations/:ConversationSid/Messages/:MessageSid',
  parameters: z.strictObject({}),
  handle: (call) => ({ status: 200, body: messageJson(call.world.account, call.place)(find.message(call).message) }),
});

const update = operation({
  method: 'post',
  path: '/Conversations/:ConversationSid/Messages/:MessageSid',
  parameters: z.strictObject(fields),
  handle: async (call) => {
    const { world, parameters, origin, place } = call;
    const message = await updateMessage(world)({
      ...find.message(call),
      author: parameters.Author,
      body: parameters.Body,
      attributes: parameters.Attributes,
      dateCreated: parameters.DateCreated,
      dateUpdated: parameters.DateUpdated,
      origin,
    });
    return { status: 200, body: messageJson(world.account, place)(message) };
  },
});

const remove = operation({
  method: 'delete',
  path: '/Conversations/:ConversationSid/Messages/:MessageSid',
  parameters: z.strictObject({}),
  handle: async (call) => {
    await removeMessage(call.world)({ ...find.message(call), origin: call.origin });
    return { status: 204 };
  },
});

/** https://www.twilio.com/docs/conversations-classic/api/conversation-message-resource.md */
export const messageOperations: readonly Operation[] = [create, list, fetch, update, remove];
