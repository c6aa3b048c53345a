import { z } from 'zod';

/** A number in a body, however somebody writes it. In a form a bare `+` is a blank, as URLSearchParams has it: nobody means that. */
export const numberText = z
  .string()
  .refine((text) => !/^(whatsapp:)?\s/.test(text), { error: 'begins with a blank: in a form write + as %2B (curl: --data-urlencode)' });
