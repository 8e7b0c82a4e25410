import type { PluginDefinition } from '../../sdk/define.js';
import type { DeliveredEvent } from '../events/delivery.js';
import type { LoadedPlugin } from './host.js';
import type { JudgedChange, RemoteFinding } from './remote-judge.js';

/**
 * A plugin that runs elsewhere, as the host sees it: the same description without any code of it,
 * and somebody who carries the work there. Its tools take the context of the core's services.
 */
export interface RemotePlugin {
  readonly definition: PluginDefinition;
  health(): LoadedPlugin['health'];
  breaker(): LoadedPlugin['breaker'];
  /** What its rules find about a step; rejects when it cannot say in time. */
  judge(cooperativeId: string, change: JudgedChange): Promise<readonly RemoteFinding[]>;
  /** Hands an event to one of its handlers; it may get it more than once. */
  handle(handler: string, event: DeliveredEvent): Promise<void>;
  /** Runs one of its jobs for a co-operative. */
  run(job: string, cooperativeId: string): Promise<void>;
}
