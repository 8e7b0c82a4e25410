import type { PluginFinding } from './define.js';

/**
 * Things that the co-operative owns for an activity that has paid for them. What the activity pays
 * is charged beside this; here the books of its legal entity show the thing and write it off by
 * equal months, the month in which it was bought included, each booked once when it has ended.
 */
export interface AssetPort {
  /**
   * What stands against writing a thing off so: `asset.useful-life` where the co-operative's policy
   * of the day has other months for its service. Writes nothing.
   */
  judge(order: AssetOrder): Promise<readonly PluginFinding[]>;
  /**
   * Books it from today on, once an id. Null where the policy has a thing of this price as a cost
   * at once; without a policy every thing is written off over the months that are said.
   */
  acquire(order: AssetOrder): Promise<AssetState | null>;
  /**
   * It is sold, lost, or gone: what is left of it goes off the books. CONFLICT where it was called
   * off; null where none was booked.
   */
  dispose(assetId: string): Promise<AssetState | null>;
  /**
   * It was called off before a month was booked: CONFLICT afterwards, and where it is gone. Null
   * where none was booked.
   */
  cancel(assetId: string): Promise<AssetState | null>;
  /** Null where none was booked, or its activity may not be seen. */
  state(assetId: string): Promise<AssetState | null>;
}

export interface AssetOrder {
  /** The plugin's own UUID of the thing. */
  readonly assetId: string;
  /** The service that bought it, e.g. "equipment.purchase". */
  readonly service: string;
  readonly activityId: string;
  /** What it is, for the register: 1 to 200 characters. */
  readonly title: string;
  readonly costMinor: bigint;
  /** What it is worth at the end. */
  readonly residualMinor: bigint;
  /** 1 to 600. */
  readonly months: number;
  readonly currency: string;
}

export interface AssetState {
  readonly costMinor: bigint;
  /** What was booked so far. */
  readonly depreciatedMinor: bigint;
  /** Nothing once it is gone. */
  readonly bookValueMinor: bigint;
  readonly currency: string;
  readonly status: 'IN_USE' | 'DISPOSED' | 'CANCELLED';
}
