/**
 * What a check of a plugin or of a schema found wrong: a stable code, where, why and what to do.
 * Findings are for people who write plugins; what clients see are violations and errors.
 */
export interface CheckFinding {
  readonly code: FindingCode;
  /** A file, a type, a field: what an author opens first. */
  readonly place: string;
  /** The file, from the folder of the project, and its line where that can be told. */
  readonly file?: string;
  readonly line?: number;
  readonly reason: string;
  readonly remedy: string;
}

/** The one register of findings: what each is about, and what mends it. */
export const findingRegister = {
  'PLG-001': 'Mend the error that the import gives, or take the folder away.',
  'PLG-002': 'Give the definition the property in the shape that "PluginDefinition" describes.',
  'PLG-003': 'Name it with lower-case words joined by hyphens, as its folder is named.',
  'PLG-004': 'Write "platform" as a caret range of this SDK, e.g. "^0.1.0".',
  'PLG-005': 'Write the prefix in PascalCase, e.g. "PerformingArts".',
  'PLG-006': 'Give each its own name.',
  'PLG-007': 'Write the sentence in nl, fr, en and de.',
  'PLG-008': 'Write civil days as YYYY-MM-DD, "until" exclusive and after "from".',
  'PLG-009': 'Name the law, agreement or policy in "because.title".',
  'PLG-010': 'Begin the name with the plugin’s own name and a dot.',
  'PLG-011': 'List the class among the plugin’s "entities".',
  'PLG-012': 'Name a transition of the core: docs/steps-and-events.md lists them all.',
  'PLG-013': 'Name a permission of the plugin, or one of the core.',
  'PLG-014': 'Name the two plugins in "bridges" when "kind" is "bridge", and only then.',
  'PLG-015': 'Let it "reject" or "park": what moves money out or binds somebody is never let pass.',
  'PLG-016':
    'Give the name of a folder of plugins/, of a package, or a path that begins with ./, ../ or /; ' +
    'what PLUGINS lists goes by its own name. One elsewhere is switched on by "enablePlugin".',
  'PLG-017': 'Be a bridge and name the plugin whose type it is in "bridges".',
  'PLG-018':
    'Name an event of docs/steps-and-events.md; what another plugin tells begins with its name.',
  'PLG-019': 'Give a code as a check prints it, e.g. "PLG-012".',
  'PLG-020': 'Decorate the class with the SDK’s decorators and name each type as "() => Type".',
  'PLG-021': 'Begin the name with the plugin’s prefix.',
  'PLG-022': 'Give it a description: it is what a client reads first.',
  'PLG-023': 'Make it nullable: one sick plugin must null its own part only.',
  'PLG-024': 'Make it nullable, items of a list too: the viewer may not see what it refers to.',
  'PLG-025': 'Name the entry after the prefix, e.g. "performingArts".',
  'PLG-026': 'Key the table by (cooperative_id, <the core thing’s id>) and no more.',
  'PLG-027': 'Put @Requires("<permission>") or @Authenticated() on it.',
  'PLG-028':
    'Declare it in "directives", on places of the schema, with arguments of GraphQL’s own scalars.',
  'PLG-030': 'Change the type so that it composes: see the message of the composition.',
  'PLG-040': 'Import from "gezel/sdk" and from the plugin’s own files only.',
  'PLG-041': 'Name migrations 0001-<what>.sql, 0002-… without a gap; never change an old one.',
  'PLG-042': 'Add a privacy duty for the table: what is exported, erased or retained, and why.',
  'PLG-043': 'Put the table in the plugin’s own schema, with "cooperative_id" in its key.',
  'PLG-044': 'Write the file: every plugin has the same silhouette.',
  'PLG-050': 'Take one of the two away, or rename it: plugins share one graph.',
  'PLG-051': 'Take "@override" away: a plugin adds to the graph and changes nothing that is there.',
  'PLG-052':
    'Have the plugin whose type it is list it in "references" by the key "id", join that plugin in ' +
    '"bridges" and name the type in "extends"; or take the fields away.',
  'PLG-053':
    'Name an event that the other plugin lists in "tells", or have it promise this one there.',
  'PLG-060': 'Name a co-operative of this database by its slug.',
  'PLG-061': 'Take the step that the reason names first, or give what it asks for.',
  'PLG-062': 'Run "npm run plugin -- migrate".',
  'PLG-063': 'Install the plugin again, or archive and drop it while it is still here.',
  'PLG-064': 'Run "npm run plugin -- migrate", or "restore" what was archived.',
  'PLG-065': 'Look at "deadLetters", mend the cause, then "npm run plugin -- replay".',
  'PLG-066': 'Install the plugin whose handler it is, or replay nothing: its events wait.',
  'PLG-070': 'Mend what answers there: "docs/run-a-plugin-yourself.md" says what it promises.',
  'SCH-001': 'Give it a description: it is what a client reads first.',
  'SCH-003':
    'Find what the composition drops: the merged graph and the composed one must be equal.',
  'SCH-010': 'Run "npm run schema -- print", look at the difference and commit it.',
  'SCH-011': 'Run "npm run schema -- print && npm run docs" and commit what they change.',
  'SCH-012':
    'Deprecate it first and tell so in "schema/CHANGES.md"; take it away once nobody asks for it.',
} as const satisfies Record<string, string>;

export type FindingCode = keyof typeof findingRegister;

export function finding(code: FindingCode, place: string, reason: string): CheckFinding {
  return Object.freeze({ code, place, reason, remedy: findingRegister[code] });
}

export function findingSentence(finding: CheckFinding): string {
  const { code, place, file, line, ...one } = finding;
  const reason = /[.?!]$/.test(one.reason) ? one.reason : `${one.reason}.`;
  const at = file === undefined || place.startsWith(file) ? '' : `${file}:${line ?? 1} `;
  return `${isWarning(finding) ? 'warning ' : ''}${code} ${at}${place}: ${reason} ${one.remedy}`;
}

/** Looked at by whoever wrote it, and no reason to stop. */
export const isWarning = ({ code }: CheckFinding): boolean => code === 'PLG-018';

/** Refuses to go on: carries every finding, so that an author mends them in one go. */
export class CheckFailure extends Error {
  constructor(readonly findings: readonly CheckFinding[]) {
    super(findings.map(findingSentence).join('\n'));
    this.name = 'CheckFailure';
  }
}

export function refuseOn(findings: readonly CheckFinding[]): void {
  if (findings.length > 0) throw new CheckFailure(findings);
}

/** What somebody's code threw, as a sentence. */
export const reasonOf = (error: unknown): string =>
  String((error as Error | undefined)?.message ?? error);
