import type { Customer } from '../directory/directory.ts';

/** Who is written to from Salesforce: any Contact or Lead, whoever owns it, because the org has asked whether the user may edit it. */
export interface Recipients {
  /**
   * The record, read live; undefined when it is gone, or a Lead that was converted. What templates call `User` is who writes, and `Owner` who
   * owns the record. Rejects with a GatewayError when the org cannot be asked.
   */
  read(recordId: string, userId: string): Promise<Customer | undefined>;
}
