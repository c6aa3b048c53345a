import { z } from 'zod';
import { TwilioError } from '../account/twilio-error.ts';
import type { World } from '../world.ts';

const variablesSchema = z.record(z.string(), z.string().min(1));

const parseVariables = (json: string | undefined): Record<string, string> => {
  try {
    return variablesSchema.parse(json === undefined ? {} : JSON.parse(json));
  } catch {
    throw new TwilioError(21656, 'The ContentVariables Parameter is invalid');
  }
};

/**
 * The text of a content template with its variables filled in; variables not given take the template's own values.
 * Throws 21655 for content that does not exist, 21656 for variables that are not JSON texts or leave a placeholder open.
 */
export const renderContent =
  ({ content }: Pick<World, 'content'>) =>
  (contentSid: string, contentVariables: string | undefined): string => {
    const template = content.get(contentSid);
    if (!template) throw new TwilioError(21655, `The ContentSid ${contentSid} is Invalid`);
    const values = { ...template.variables, ...parseVariables(contentVariables) };
    const body = template.types['twilio/text']?.body ?? '';
    return body.replaceAll(/\{\{\s*([^{}\s]*)\s*\}\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined || value === '') throw new TwilioError(21656, 'The ContentVariables Parameter is invalid');
      return value;
    });
  };
