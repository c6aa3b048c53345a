import { json, Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import * as contract from '../operations/contract.ts';
import type { AuditLog } from '../operations/audit-log.ts';
import type { discardDeadLetter, replayDeadLetter } from '../operations/decide-dead-letter.ts';
import type { listDeadLetters } from '../operations/list-dead-letters.ts';
import type { purge } from '../operations/purge.ts';
import type { reconciliationStatus } from '../operations/reconciliation-status.ts';
import type { replayMatching } from '../operations/replay-matching.ts';
import type { showDeadLetter } from '../operations/show-dead-letter.ts';
import type { startReconciliation } from '../operations/start-reconciliation.ts';
import type { statusReport } from '../operations/status-report.ts';
import { limitOperations } from './limit-operations.ts';
import { operatorOf } from './operator.ts';
import { readInput } from './read-input.ts';
import { requireJson } from './require-json.ts';

export interface OperationsRoutesDeps {
  readonly status: ReturnType<typeof statusReport>;
  readonly list: ReturnType<typeof listDeadLetters>;
  readonly show: ReturnType<typeof showDeadLetter>;
  readonly replay: ReturnType<typeof replayDeadLetter>;
  readonly discard: ReturnType<typeof discardDeadLetter>;
  readonly replayMatching: ReturnType<typeof replayMatching>;
  readonly reconciliation: ReturnType<typeof reconciliationStatus>;
  readonly reconcile: ReturnType<typeof startReconciliation>;
  readonly purge: ReturnType<typeof purge>;
  readonly auditLog: AuditLog;
}

// The largest body is a filter of four short texts.
const MAX_BODY_BYTES = 16_384;

/**
 * What an operator sees and does: for the command line, and for the health page in Salesforce. `operations/contract.ts` is what is
 * taken and answered. Mounted behind the service token.
 */
export function operationsRoutes(deps: OperationsRoutesDeps): Router {
  const router = Router();
  router.use(noStore, limitOperations(), requireJson, json({ limit: MAX_BODY_BYTES }));
  router.get('/status', answer(contract.statusAnswer, deps.status));
  router.get('/audit', answer(contract.auditAnswer, auditOf(deps)));
  addDeadLetters(router, deps);
  addReconciliation(router, deps);
  router.post(
    '/purge',
    answer(contract.purgeAnswer, (request) =>
      deps.purge({ subject: readInput(contract.purgeRequest, request.body), who: operatorOf(request) }),
    ),
  );
  return router;
}

function addDeadLetters(router: Router, deps: OperationsRoutesDeps): void {
  const { list, show, replay, discard, replayMatching: replayMany } = deps;
  const decision = (request: Request) => {
    readInput(contract.nothing, request.body);
    return { id: idOf(request), who: operatorOf(request) };
  };
  router.get(
    '/dead-letters',
    answer(contract.deadLettersAnswer, (request) => {
      const { limit, after, ...filter } = readInput(contract.deadLettersQuery, request.query);
      return list({ limit, filter, ...(after !== undefined && { after }) });
    }),
  );
  router.post(
    '/dead-letters/replay',
    answer(contract.replayMatchingAnswer, (request) => {
      const { after, ...filter } = readInput(contract.replayMatchingRequest, request.body);
      return replayMany({ filter, ...(after !== undefined && { after }), who: operatorOf(request) });
    }),
  );
  router.get(
    '/dead-letters/:id',
    answer(contract.deadLetterAnswer, (request) => {
      const { payload } = readInput(contract.deadLetterQuery, request.query);
      return show({ id: idOf(request), ...(payload === 'true' && { reader: operatorOf(request) }) });
    }),
  );
  router.post(
    '/dead-letters/:id/replay',
    answer(contract.decidedAnswer, (request) => replay(decision(request))),
  );
  router.post(
    '/dead-letters/:id/discard',
    answer(contract.decidedAnswer, (request) => discard(decision(request))),
  );
}

function addReconciliation(router: Router, { reconciliation, reconcile }: OperationsRoutesDeps): void {
  router.get('/reconciliation', answer(contract.reconciliationAnswer, reconciliation));
  router.post('/reconciliation', async (request, response) => {
    const { since } = readInput(contract.reconciliationRequest, request.body);
    const started = await reconcile({ since: new Date(since), who: operatorOf(request) });
    response.status(202).json(contract.reconciliationStarted.parse(started));
  });
}

const auditOf =
  ({ auditLog }: OperationsRoutesDeps) =>
  async (request: Request) => {
    const { limit } = readInput(contract.auditQuery, request.query);
    const entries = await auditLog.recent(limit);
    return { entries: entries.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })) };
  };

/** Answers what `produce` makes of a request, in the shape of the contract: a field that is not in it does not get out. */
function answer<T>(schema: z.ZodType<T>, produce: (request: Request) => Promise<T>): RequestHandler {
  return async (request, response) => {
    response.json(schema.parse(await produce(request)));
  };
}

const idOf = (request: Request): string => z.string().parse(request.params.id);

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
