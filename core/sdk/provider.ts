import type { Sentence } from '../platform/messages.js';
import type { PluginContext } from './plugin-context.js';

/**
 * A supplier outside, as a plugin asks it. Who answers is the co-operative's choice: its desk (a
 * person, the default), a simulator, or the supplier itself over signed HTTP. The plugin sees no
 * difference: it asks in its transaction, and hears once that the request is settled.
 */
export interface ProviderDefinition<Request = JsonRecord, Answer = JsonRecord> {
  /** Prefixed by the plugin's name, e.g. "insurance.insurer". */
  readonly name: string;
  readonly title: Sentence;
  readonly description: string;
  /** JSON schemas of objects: what is asked and what is answered; both are enforced. */
  readonly request: JsonRecord;
  readonly answer: JsonRecord;
  /** What the simulator answers: a pure function, refusals and silence included. */
  simulate(request: Request, about: { readonly today: string }): ProviderReply<Answer>;
  /**
   * A request of this plugin was answered, refused or cancelled. At least once, in a transaction of
   * its own with the inbox mark, as the co-operative itself.
   */
  settled(ctx: PluginContext, ticket: ProviderTicket<Request, Answer>): Promise<void>;
}

export type JsonRecord = Readonly<Record<string, unknown>>;

export type ProviderReply<Answer = JsonRecord> =
  | { readonly state: 'ANSWERED'; readonly answer: Answer }
  | { readonly state: 'REFUSED'; readonly reason: string }
  /** Not yet: it is asked again later, with the same key. */
  | { readonly state: 'WAITING' };

export interface ProviderOrder {
  /** The provider's name. */
  readonly provider: string;
  /** The plugin's own key, e.g. a step's id: the same request twice is one. */
  readonly key: string;
  /** What its schema admits: no more of a person than the supplier needs. */
  readonly request: JsonRecord;
  readonly activityId?: string | null;
  /** The member whose data the request carries; erased with that member's. */
  readonly memberId?: string | null;
}

export interface ProviderTicket<Request = JsonRecord, Answer = JsonRecord> {
  readonly id: string;
  readonly provider: string;
  readonly key: string;
  readonly state: 'OPEN' | 'ANSWERED' | 'REFUSED' | 'CANCELLED';
  readonly request: Request;
  readonly answer: Answer | null;
  /** Why it was refused, in the supplier's words. */
  readonly reason: string | null;
}

export interface ProviderPort {
  /** Asks, in the transaction of this work. BAD_USER_INPUT for what the schema does not admit. */
  ask(order: ProviderOrder): Promise<ProviderTicket>;
  /** By the plugin's own key; null when it never asked. */
  ticket(key: string): Promise<ProviderTicket | null>;
  /** Takes an open request back; false when it was settled before. */
  cancel(key: string): Promise<boolean>;
}
