import type { DownloadParams } from '../../core/platform/files/downloads.js';
import type { SoughtPerson } from '../../core/platform/host/remote-plugin.js';
import type { Locale } from '../../core/platform/messages.js';
import type { Viewer } from '../../core/platform/viewer.js';
import type { PlannedThing } from '../../core/sdk/brought-thing.js';
import type {
  AssignmentFacts,
  DemoActivity,
  PluginEvent,
  ToolContext,
} from '../../core/sdk/define.js';
import type { ProviderTicket } from '../../core/sdk/provider.js';

/** Work that a gateway hands to a plugin that runs elsewhere, as the body of a signed request. */
export interface ToolWork extends Pick<ToolContext, 'stepId' | 'assignment' | 'done'> {
  readonly tool: string;
  readonly step: 'propose' | 'proposeFor' | 'instead' | 'plan' | 'start' | 'cancel' | 'settle';
  readonly viewer: WiredViewer;
  readonly locale: Locale;
  readonly input: Readonly<Record<string, unknown>>;
  /** What is known of the assignment for which it may propose itself. */
  readonly facts?: AssignmentFacts;
  /** What other steps of the plan bring, for which it may offer itself. */
  readonly things?: readonly PlannedThing[];
  readonly plan?: unknown;
  readonly reference?: string | null;
}

/** Who it is done for: found by the gateway, for nobody's token is at hand when a step runs. */
export type WiredViewer = Omit<Viewer, 'grants'> & {
  readonly grants: readonly (readonly [string, 'own' | 'all'])[];
};

/** What it makes, as a bridge, of what a tool offers: asked back for meanwhile. */
export interface ProposalWork extends Pick<ToolContext, 'assignment'> {
  /** Its place among the proposals of the plugin. */
  readonly place: number;
  readonly viewer: WiredViewer;
  readonly locale: Locale;
  readonly facts: AssignmentFacts;
}

/** A file of one of its downloads, opened as whoever fetches it. */
export interface DownloadWork {
  readonly download: string;
  readonly params: DownloadParams;
  readonly viewer: WiredViewer;
  readonly locale: Locale;
}

/** What it tells bridges about things, as whoever asks: the rows of each, in their order. */
export interface FactWork {
  readonly fact: string;
  readonly ids: readonly string[];
  readonly viewer: WiredViewer;
  readonly locale: Locale;
}

/** Which of its things, by their global ids, are there for whoever asks: each true or false. */
export interface ReferenceWork {
  readonly type: string;
  readonly ids: readonly string[];
  readonly viewer: WiredViewer;
  readonly locale: Locale;
}

/** Activities of the demo co-operative, to be furnished with the plugin's demonstration rows. */
export interface SeedWork {
  readonly cooperativeId: string;
  readonly activities: readonly DemoActivity[];
}

/** A person in its tables: to be told, or erased. */
export interface PersonWork {
  readonly cooperativeId: string;
  readonly who: SoughtPerson;
  /** Absent: only told. */
  readonly erase?: { readonly dryRun: boolean };
}

export interface EventWork {
  readonly handler: string;
  readonly cooperativeId: string;
  /** `occurredAt` as ISO text. */
  readonly event: Omit<PluginEvent, 'occurredAt'> & { readonly occurredAt: string };
}

/** A request of one of its providers is settled. */
export interface ProviderWork {
  readonly provider: string;
  readonly cooperativeId: string;
  readonly ticket: ProviderTicket;
}

export interface JobWork {
  readonly job: string;
  readonly cooperativeId: string;
}
