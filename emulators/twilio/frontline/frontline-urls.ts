/** The callbacks of Frontline's Console pages; null is not configured. May be changed while the emulator runs. */
export type FrontlineUrls = { crmUrl: string | null; outgoingUrl: string | null; templatesUrl: string | null; routingUrl: string | null };

export const unsetFrontlineUrls: FrontlineUrls = { crmUrl: null, outgoingUrl: null, templatesUrl: null, routingUrl: null };
