import { cpus } from 'node:os';
import type { BankBenchResult } from './bank.js';
import type { BookingFigure } from './booking.js';
import type { ButtonFigure } from './button.js';
import type { InvoicingFigure } from './invoicing.js';
import type { MatchingFigure } from './matching.js';
import type { Operation } from './operations.js';
import type { PayFigure } from './pay.js';
import type { TopologyFigure } from './topologies.js';

export interface Figures {
  readonly members: number;
  readonly medians: readonly {
    readonly operation: Operation;
    /** Requests a second. */
    readonly gezel: number;
    readonly postgraphile: number;
    readonly floor: number;
  }[];
}

export interface Readiness {
  readonly fromNothingMs: number;
  readonly onExistingDataMs: number;
  readonly idleMemoryMiB: number;
}

export interface LedgerFigure {
  readonly transfersPerSecond: number;
  readonly batch: number;
}

/** The figure of plugins, or the names of those whose folders were deleted. */
export type OfPlugins<Figure> = Figure | { readonly absent: readonly string[] };

interface Run {
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: number;
  readonly readiness: Readiness;
  readonly figures: readonly Figures[];
  readonly ledger: LedgerFigure;
  readonly invoicing: InvoicingFigure;
  readonly pay: PayFigure;
  readonly bank: BankBenchResult;
  readonly topologies: OfPlugins<TopologyFigure>;
  readonly booking: OfPlugins<BookingFigure>;
  readonly matching: OfPlugins<MatchingFigure>;
  readonly button: OfPlugins<ButtonFigure>;
}

/** The table that `npm run bench` prints and writes; ratios hold elsewhere, absolutes do not. */
export function report(run: Run): string {
  const { readiness, ledger, invoicing, pay, bank } = run;
  const [small, large] = run.figures;
  return [
    '# Benchmark',
    '',
    `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores`,
    `(${cpus()[0]?.model.trim()}), Node ${process.versions.node}, load generator and PostgreSQL on the`,
    `same cores. Requests a second, medians of ${run.rounds} rounds of ${run.seconds} s in turns,`,
    `${run.connections} connections; authentication, visibility and a plugin on.`,
    '',
    ...run.figures.flatMap(ofSize),
    ...(small && large ? ['', growth(small, large)] : []),
    '## Start and memory',
    '',
    `- ready from nothing (PostgreSQL made, migrated, demo seeded): ${seconds(readiness.fromNothingMs)}`,
    `- ready on existing data: ${seconds(readiness.onExistingDataMs)}`,
    `- memory of the idle server (resident): ${readiness.idleMemoryMiB.toFixed(0)} MiB`,
    '',
    '## Ledger',
    '',
    `- ${ledger.transfersPerSecond.toFixed(0)} four-line transfers a second in batches of ${ledger.batch}`,
    '',
    '## Invoicing',
    '',
    `- ${invoicing.issuedPerSecond.toFixed(0)} invoices issued a second by ${invoicing.callers} callers, ` +
      'numbers without a gap',
    `- a statement of ${invoicing.entries.toLocaleString('en')} entries, sums and a page: ` +
      `${invoicing.statementMs.toFixed(1)} ms (median)`,
    '',
    '## Pay',
    '',
    `- a pay run of ${pay.contracts.toLocaleString('en')} contracts: ${pay.seconds.toFixed(0)} s, ` +
      `${pay.memoryMiB.toFixed(0)} MiB of heap at most`,
    `- simulatePay over HTTP, from net to all else: ${pay.simulateMs.toFixed(1)} ms (median)`,
    '',
    '## Bank',
    '',
    `- a statement of ${bank.lines.toLocaleString('en')} movements, checked and booked: ` +
      `${bank.importSeconds.toFixed(1)} s, ${bank.importHeapMiB.toFixed(0)} MiB of heap at most`,
    `- a file of ${bank.payments.toLocaleString('en')} payments, made, released and fetched: ` +
      `${bank.payoutFileSeconds.toFixed(1)} s`,
    '',
    ...section('Topologies', run.topologies, ofTopologies),
    ...section('Booking', run.booking, ofBooking),
    ...section('Matching', run.matching, ofMatching),
    ...section('The one button', run.button, ofButton),
  ].join('\n');
}

function section<Figure extends object>(
  title: string,
  figure: OfPlugins<Figure>,
  lines: (figure: Figure) => string[],
): string[] {
  const folders = 'absent' in figure ? figure.absent.map((name) => `plugins/${name}`) : null;
  const told =
    folders === null
      ? lines(figure as Figure)
      : [`- not measured: there is no ${folders.join(', ')}`, ''];
  return [`## ${title}`, '', ...told];
}

function ofButton({ steps, planMs, startedPerSecond }: ButtonFigure): string[] {
  return [
    `- an all-inclusive plan, every tool asked, ${steps} steps in it: ${ms(planMs)} (median; at most 100)`,
    `- ${startedPerSecond.toFixed(0)} assignments of ten steps started a second (at least 50)`,
    '',
  ];
}

function ofBooking({ attempts, roomMs, vanMs }: BookingFigure): string[] {
  return [
    `- ${attempts} attempts at once for the one room: ${ms(roomMs)} until all are answered, one has it`,
    `- the same for the two vans of a category: ${ms(vanMs)}, two have one`,
    '',
  ];
}

function ofMatching({ offers, candidates, p50Ms, p95Ms, ...search }: MatchingFigure): string[] {
  return [
    `- the team for a request out of ${offers.toLocaleString('en')} offers, of which ` +
      `${candidates.toLocaleString('en')} have one of its skills (median): ` +
      `${ms(p50Ms)} p50 (at most 50 ms), ${ms(p95Ms)} p95`,
    `- twenty of them by a skill, days and a budget within 50 km of a point: ` +
      `${ms(search.nearestMs)} p50 the nearest first, ${ms(search.bestMs)} the best first`,
    '',
  ];
}

/** The bounds are those that the design promises. */
function ofTopologies(figure: TopologyFigure): string[] {
  const { byHandMs, mergedMs, federatedMs, remoteMs, roundTripMs } = figure;
  const added = (remoteMs - mergedMs) / roundTripMs;
  return [
    'One operation that crosses from activities to a plugin, one caller, median of single calls.',
    '',
    `- resolvers called by hand ${ms(byHandMs)}, the plugin host ${ms(mergedMs)}: ` +
      `${percent(mergedMs / byHandMs)} (at most +5 %)`,
    `- federated in process ${ms(federatedMs)}: ${(federatedMs / mergedMs).toFixed(2)} × merged ` +
      '(at most 2.5)',
    `- the plugin elsewhere ${ms(remoteMs)}: adds ${added.toFixed(2)} × its round trip of ` +
      `${ms(roundTripMs)} (at most 1.5)`,
    `- twenty more plugins: ${seconds(figure.twentyPluginsMs)} to build the graph (at most 2 s), ` +
      `${percent(figure.untouchedWithTwentyMs / figure.untouchedMs)} on an operation without them`,
    '',
  ];
}

const ms = (value: number) => `${value.toFixed(2)} ms`;
const percent = (ratio: number) => `${ratio >= 1 ? '+' : ''}${((ratio - 1) * 100).toFixed(1)} %`;

export function ofSize({ members, medians }: Figures): string[] {
  return [
    `## ${members.toLocaleString('en')} members`,
    '',
    '| | operation | Gezel | PostGraphile 5 | floor | × PostGraphile | × floor |',
    '|---|---|---|---|---|---|---|',
    ...medians.map(({ operation, gezel, postgraphile, floor }) => {
      const rates = [gezel, postgraphile, floor].map((rate) => rate.toFixed(0)).join(' | ');
      const ratios = [gezel / postgraphile, gezel / floor].map((r) => r.toFixed(2)).join(' | ');
      return `| ${operation.name} | ${operation.title} | ${rates} | ${ratios} |`;
    }),
    '',
  ];
}

function growth(small: Figures, large: Figures): string {
  const rows = small.medians.map(({ operation, gezel }, i) => {
    const times = gezel / (large.medians[i]?.gezel ?? Number.NaN);
    return `${operation.name} ${times.toFixed(2)} ×`;
  });
  const sizes = [small, large].map(({ members }) => members.toLocaleString('en'));
  return `Time at ${sizes[1]} members against ${sizes[0]}: ${rows.join(', ')}.\n`;
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
