import type { RequestHandler, Router } from 'express';
import type { connectSalesforce } from './connect-salesforce.ts';
import { templatesRoutes } from './http/templates-routes.ts';
import type { connectTwilio } from './outside.ts';
import { offerTemplates } from './templates/offer-templates.ts';
import { previewTemplate } from './templates/preview-template.ts';

export interface WireTemplatesDeps {
  readonly salesforce: ReturnType<typeof connectSalesforce>;
  readonly requireUser: RequestHandler;
  readonly twilio: Pick<ReturnType<typeof connectTwilio>, 'approvals'>;
}

/** Joins templates with where they, what they say and their approvals come from. */
export function wireTemplates({ salesforce, requireUser, twilio: { approvals } }: WireTemplatesDeps) {
  const deps = { ...salesforce, approvals };
  return {
    offer: offerTemplates(deps),
    routes: { templates: templatesRoutes({ preview: previewTemplate(deps), requireUser }) } satisfies Record<string, Router>,
  };
}
