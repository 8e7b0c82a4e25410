import { parse, visit } from 'graphql';
import type { ComposedSubgraph } from './compose.js';
import { type CheckFinding, finding } from './finding.js';

/**
 * Fields that one subgraph of this graph takes from another, which composition would let it do. No
 * plugin may, wherever it runs and whoever wrote it: what the core answers is the core's.
 */
export function overrideFindings(subgraphs: readonly ComposedSubgraph[]): CheckFinding[] {
  return subgraphs
    .filter(({ sdl }) => sdl.includes('override'))
    .flatMap(({ name, sdl }) => {
      const found: CheckFinding[] = [];
      visit(parse(sdl, { noLocation: true }), {
        FieldDefinition: (field) => {
          const takes = field.directives?.some((one) => one.name.value.endsWith('override'));
          if (takes !== true) return;
          const reason = `The subgraph "${name}" takes "${field.name.value}" from another.`;
          found.push(finding('PLG-051', `plugin "${name}"`, reason));
        },
      });
      return found;
    });
}
