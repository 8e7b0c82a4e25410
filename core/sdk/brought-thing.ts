/** What a step will bring into being, as far as it is known before. */
export interface BroughtThing {
  /** What it is: "contract", "equipment", "van", or a code of the plugin's own. */
  readonly kind: string;
  /** Civil days on which it is there, both included. */
  readonly from: string;
  readonly until: string;
  /** What it is worth, in minor units of the activity's currency; null: nobody knows. */
  readonly valueMinor: bigint | null;
  /** What it is called, at most 200 characters; names nobody. */
  readonly description?: string;
  /** It is work with a risk for health or safety. */
  readonly atRisk?: boolean;
}

/** The same in a plan. */
export interface PlannedThing extends BroughtThing {
  /** The step that brings it, as an input names it, e.g. "contract#2". */
  readonly step: string;
}
