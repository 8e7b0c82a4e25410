/** How a tool says that it has nothing to offer for what is known of an assignment. */
import type { Declined, PluginFinding } from './define.js';

/** Why, by a code of the plugin's messages: the member reads it beside the plan. */
export const declined = (code: string, values?: PluginFinding['values']): Declined => ({
  declined: { code, ...(values && { values }) },
});

/** It would have to know this of the assignment. */
export const unsaid = (fact: 'days' | 'places' | 'people' | 'amount' | 'client'): Declined =>
  declined(`assignment.unsaid-${fact}`);

/** Nobody can guess that it is wanted: it offers itself only where this need is said. */
export const onlyForNeed = (need: string): Declined =>
  declined('assignment.only-for-need', { need });
