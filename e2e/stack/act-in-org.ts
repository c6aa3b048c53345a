import { z } from 'zod';
import type { RunningOrg } from './start-org.ts';

type CodeResult = Awaited<ReturnType<NonNullable<RunningOrg['org']['code']>['action']>>;

const resultSchema = z.record(z.string(), z.unknown());
type Result = z.infer<typeof resultSchema>;

/** What users do with the package's own Apex: the composer of a record page, and a Flow. Each call goes out through the named credential. */
export function actInOrg({ org }: RunningOrg) {
  const code = () => {
    if (!org.code) throw new Error('the org has no package');
    return org.code;
  };
  const idOf = (username: string) => String(org.database.rows('User').find((user) => user['Username'] === username)?.['Id']);
  const valueOf = (result: CodeResult): unknown => {
    if ('exception' in result) throw new Error(result.exception.message);
    return result.value;
  };
  return {
    /** `FrontlineMessageController.send`, as the page calls it. Rejects with what the page would show. */
    send: async (username: string, message: object): Promise<Result> => {
      const call = { className: 'FrontlineMessageController', methodName: 'send', params: { message }, userId: idOf(username) };
      return resultSchema.parse(valueOf(await code().controller(call)));
    },
    /** The action "Send Frontline message" of a Flow, one input for each interview; resolves when its jobs are done. */
    sendInFlow: async (username: string, inputs: readonly object[]): Promise<readonly Result[]> => {
      const results = valueOf(await code().action({ className: 'FrontlineSendAction', inputs, userId: idOf(username) }));
      await code().settled();
      return z.array(resultSchema).parse(results);
    },
  };
}
