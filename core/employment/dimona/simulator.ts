import { createHash } from 'node:crypto';
import { exportPKCS8, generateKeyPair, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.js';

/** How the service takes one declaration; each is what the real one is known to do. */
export type Behaviour =
  | 'accept'
  | 'warn'
  | 'refuse'
  /** Waits for an identification, then accepts. */
  | 'identify'
  /** Not processed yet the first three times that it is asked. */
  | 'late'
  /** Out of service: nothing arrives. */
  | 'down'
  /** Arrives, but the answer is lost on the way. */
  | 'cut';

/** Where the simulator keeps what it was told, so that it still knows after a restart. */
export interface SimulatorMemory {
  load(): Promise<readonly Declared[]>;
  add(declared: Declared): Promise<void>;
}

/** A declaration as the simulator remembers it: of whom only a hash. */
export interface Declared {
  readonly reference: string;
  readonly periodId: string;
  readonly person: string;
  readonly kind: 'IN' | 'UPDATE' | 'OUT' | 'CANCEL';
  readonly startDate: string | null;
  readonly hours: number;
  readonly result: 'A' | 'W' | 'B' | 'S';
  readonly anomaly: string | null;
  readonly late: boolean;
}

export interface DimonaSimulator {
  readonly url: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly privateKey: () => Promise<string>;
  /** The service itself: what a client's `fetch` would reach. */
  fetch(request: Request): Promise<Response>;
  /** How it takes the next declarations, in their order; `accept` when nothing is said. */
  behave(...next: Behaviour[]): void;
  readonly declared: readonly Declared[];
}

export const noMemory: SimulatorMemory = { load: async () => [], add: async () => undefined };

/** Social security's service as documented, in this process. */
export async function dimonaSimulator(
  clock: Clock,
  memory: SimulatorMemory = noMemory,
): Promise<DimonaSimulator> {
  const keys = await generateKeyPair('RS256', { extractable: true });
  const script: Behaviour[] = [];
  const declared: Declared[] = [...(await memory.load())];
  const asked = new Map<string, number>();
  const declare = async (request: Request): Promise<Response> => {
    const behaviour = script.shift() ?? 'accept';
    if (behaviour === 'down') return new Response(null, { status: 503 });
    const body = declaration.safeParse(await request.json().catch(() => null));
    if (!body.success) return Response.json({ status: 'BAD_REQUEST' }, { status: 400 });
    const one = judged(declared, body.data, behaviour);
    declared.push(one);
    await memory.add(one);
    if (behaviour === 'cut') throw Object.assign(new Error('cut'), { name: 'TimeoutError' });
    const location = `${base}/dimona/v2/declarations/${one.reference}`;
    return new Response(null, { status: 201, headers: { location } });
  };
  const answer = (reference: string): Response => {
    const one = declared.find((known) => known.reference === reference);
    const times = (asked.get(reference) ?? 0) + 1;
    asked.set(reference, times);
    if (one === undefined || (one.late && times <= 3)) return new Response(null, { status: 404 });
    const result = one.result === 'S' && times > 1 ? 'A' : one.result;
    const anomalies = one.anomaly === null ? [] : [{ code: one.anomaly }];
    const period = result === 'A' || result === 'W' ? { id: one.periodId } : null;
    return Response.json({ declarationStatus: { result, period, anomalies } });
  };
  return {
    url: `${base}/dimona/v2`,
    tokenUrl: `${base}/oauth/v5/token`,
    clientId,
    privateKey: () => exportPKCS8(keys.privateKey),
    declared,
    behave: (...next) => void script.push(...next),
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.endsWith('/oauth/v5/token')) return grant(request, keys.publicKey, clock);
      if (request.headers.get('authorization') !== `Bearer ${token}`) {
        return new Response(null, { status: 401 });
      }
      if (request.method === 'POST') return declare(request);
      return answer(pathname.split('/').at(-1) ?? '');
    },
  };
}

const base = 'https://simulator.invalid/REST';
const clientId = 'simulated-client';
const token = 'simulated-token';

const period = z.object({ periodId: z.string() });
const civilDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const declaration = z.object({
  employer: z.object({ enterpriseNumber: z.string().regex(/^\d{10}$/) }),
  worker: z.object({ ssin: z.string().regex(/^\d{11}$/) }),
  dimonaIn: z
    .object({
      features: z.object({ jointCommissionNumber: z.string(), workerType: z.string().length(3) }),
      startDate: civilDay,
      endDate: civilDay.optional(),
      plannedHoursNumber: z.number().int().positive().optional(),
      studentPlaceOfWork: z.object({ name: z.string() }).optional(),
    })
    .refine(({ features, endDate, plannedHoursNumber, studentPlaceOfWork }) => {
      if (features.workerType !== 'STU') return true;
      return Boolean(endDate && plannedHoursNumber && studentPlaceOfWork);
    })
    .optional(),
  dimonaUpdate: period.extend({ startDate: civilDay }).optional(),
  dimonaOut: period.extend({ endDate: civilDay }).optional(),
  dimonaCancel: period.optional(),
});
type Body = z.output<typeof declaration>;

/** Hours that a student may work in a year under the student rules, 2025. */
const studentHours = 650;

function judged(known: readonly Declared[], body: Body, behaviour: Behaviour): Declared {
  const number = String(1_000_000 + known.length);
  const { dimonaIn, dimonaUpdate, dimonaOut, dimonaCancel } = body;
  const person = createHash('sha256').update(body.worker.ssin).digest('hex');
  const periodId = (dimonaUpdate ?? dimonaOut ?? dimonaCancel)?.periodId ?? `9${number}`;
  const kind = dimonaIn ? 'IN' : dimonaUpdate ? 'UPDATE' : dimonaOut ? 'OUT' : 'CANCEL';
  const student = dimonaIn?.features.workerType === 'STU';
  const hours = student ? (dimonaIn?.plannedHoursNumber ?? 0) : 0;
  const startDate = dimonaIn?.startDate ?? null;
  const one = { reference: number, periodId, person, kind, startDate, hours } as const;
  const anomaly = anomalyOf(known, { ...one, result: 'A', anomaly: null, late: false });
  const said = { accept: 'A', warn: 'W', refuse: 'B', identify: 'S' } as const;
  const wanted = behaviour in said ? said[behaviour as keyof typeof said] : 'A';
  const result = anomaly === null ? wanted : 'B';
  const code = anomaly ?? (result === 'W' || result === 'B' ? '90017-510' : null);
  return { ...one, result, anomaly: code, late: behaviour === 'late' };
}

function anomalyOf(known: readonly Declared[], one: Declared): string | null {
  const standing = known.filter(({ result }) => result !== 'B');
  const cancelled = new Set(
    standing.filter(({ kind }) => kind === 'CANCEL').map(({ periodId }) => periodId),
  );
  if (one.kind !== 'IN') return cancelled.has(one.periodId) ? '00913-355' : null;
  const live = standing.filter(
    ({ kind, person, periodId }) =>
      kind === 'IN' && person === one.person && !cancelled.has(periodId),
  );
  if (live.some(({ startDate }) => startDate === one.startDate)) return 'duplicate';
  const year = one.startDate?.slice(0, 4);
  const worked = live
    .filter(({ startDate }) => startDate?.startsWith(year ?? ''))
    .reduce((sum, { hours }) => sum + hours, 0);
  return one.hours > 0 && worked + one.hours > studentHours ? '90017-369' : null;
}

async function grant(request: Request, key: CryptoKey, clock: Clock): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const options = { issuer: clientId, subject: clientId, audience: request.url };
  const known = await jwtVerify(form.get('client_assertion') ?? '', key, {
    ...{ ...options, algorithms: ['RS256'], currentDate: clock.now() },
  }).catch(() => null);
  if (known === null || form.get('grant_type') !== 'client_credentials') {
    return Response.json({ error: 'invalid_client' }, { status: 401 });
  }
  return Response.json({ access_token: token, token_type: 'Bearer', expires_in: 600 });
}
