import { isIP } from 'node:net';
import { z } from 'zod';

/** What a variable may hold: the rule and the words for it, made together so that they agree. */
export interface Allowed<Value> {
  readonly allowed: string;
  readonly schema: z.ZodType<Value, string>;
}

export function wholeNumber(least: number, most: number): Allowed<number> {
  const schema = z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
  return { allowed: `a whole number from ${least} to ${most}`, schema };
}

export function oneOf<const Values extends readonly string[]>(
  values: Values,
): Allowed<Values[number]> {
  return { allowed: list(values), schema: z.enum(values) };
}

export function switchedOn(): Allowed<boolean | undefined> {
  const meanings = { auto: undefined, true: true, false: false };
  const schema = z.enum(['auto', 'true', 'false']).transform((value) => meanings[value]);
  return { allowed: list(['auto', 'true', 'false']), schema };
}

export function text(allowed: string): Allowed<string> {
  return { allowed, schema: z.string().regex(/^[^\0\r\n]{1,1000}$/) };
}

export function longSecret(): Allowed<string> {
  return { allowed: 'a secret of 32 to 1000 characters', schema: z.string().min(32).max(1_000) };
}

export interface NamedSecret {
  readonly name: string;
  readonly secret: string;
}

/** The first is used from now on; the others only for what was made with them. */
export function namedSecrets(): Allowed<readonly NamedSecret[]> {
  const shape = /^([a-z0-9-]{1,40}):([^,\s]{32,1000})$/;
  const schema = z
    .string()
    .transform((value) => value.split(',').map((one) => shape.exec(one.trim())))
    .refine((all) => all.every((one) => one !== null))
    .transform((all) => all.map((one) => ({ name: one?.[1] ?? '', secret: one?.[2] ?? '' })))
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length)
    .transform((all) => Object.freeze(all));
  const allowed = 'names with secrets of 32 to 1000 characters, e.g. k2:…,k1:…, the newest first';
  return { allowed, schema };
}

export function hostName(): Allowed<string> {
  const isHost = (value: string) =>
    isIP(value) !== 0 || (z.hostname().safeParse(value).success && !/^[\d.]+$/.test(value));
  return { allowed: 'an IP address or a host name', schema: z.string().refine(isHost) };
}

export function postgresUrl(): Allowed<string> {
  const schema = z.string().refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url));
  const allowed =
    'a URL such as postgres://user:password@host:5432/database, ' +
    'in which characters like @ : / ? # of a password are percent-encoded';
  return { allowed, schema };
}

/** Plain http only for a provider on this machine, and never in production. */
export function webUrl(): Allowed<string> {
  const schema = z
    .string()
    .refine(
      (url) =>
        URL.canParse(url) &&
        (url.startsWith('https://') || /^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(url)),
    );
  return { allowed: 'an https:// URL (or http://localhost outside production)', schema };
}

export function proxies(): Allowed<readonly string[]> {
  const isNetwork = (value: string) => {
    const [address = '', bits, more] = value.split('/');
    const version = isIP(address);
    const most = version === 4 ? 32 : 128;
    const bitsFit = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    return version !== 0 && bitsFit && more === undefined;
  };
  return {
    allowed: '`none` or IP addresses and networks such as 10.0.0.0/8, with commas between',
    schema: listOf(isNetwork),
  };
}

export function origins(): Allowed<readonly string[]> {
  const isOrigin = (value: string) => URL.canParse(value) && new URL(value).origin === value;
  return {
    allowed: '`none` or origins such as https://app.example.org, with commas between',
    schema: listOf(isOrigin),
  };
}

export function pluginList(): Allowed<'auto' | readonly string[]> {
  const isPlugin = (value: string) =>
    /^((@[a-z0-9-]+\/)?[a-z0-9]+(-[a-z0-9]+)*|\.{0,2}\/[^\0,]+)$/.test(value);
  return {
    allowed: '`auto`, `none`, or names and paths (with ./ or / before) with commas between',
    schema: z.union([z.literal('auto'), listOf(isPlugin)]),
  };
}

/** Values between commas, each once; `none` is the empty list. */
function listOf(isValue: (value: string) => boolean): z.ZodType<readonly string[], string> {
  return z
    .string()
    .transform((value) => (value === 'none' ? [] : value.split(',').map((one) => one.trim())))
    .refine((values) => values.every(isValue) && new Set(values).size === values.length)
    .transform((values) => Object.freeze(values));
}

export function optional<Value>({ allowed, schema }: Allowed<Value>): Allowed<Value | undefined> {
  const unset = z.literal('').transform(() => undefined);
  return { allowed, schema: z.union([unset, schema]) };
}

function list(values: readonly string[]): string {
  const quoted = values.map((value) => `\`${value}\``);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

/** `choir=https://choir.example`: addresses by the names of plugins. */
export function pluginUrls(): Allowed<ReadonlyMap<string, string>> {
  return {
    allowed:
      '`none`, or names and addresses such as choir=https://choir.example, with commas between',
    schema: pairs((url) => webUrl().schema.safeParse(url).success).transform(
      (found) => new Map([...found].map(([name, url]) => [name, url.replace(/\/+$/, '')])),
    ),
  };
}

/** `bank-statement=536870912`: whole numbers by names. */
export function namedNumbers(least: number, most: number): Allowed<ReadonlyMap<string, number>> {
  const number = wholeNumber(least, most).schema;
  return {
    allowed:
      `\`none\`, or names with a whole number from ${least} to ${most}, such as ` +
      'receipt=20971520, with commas between',
    schema: pairs((value) => number.safeParse(value).success).transform(
      (found) => new Map([...found].map(([name, value]) => [name, Number(value)])),
    ),
  };
}

/** `choir=new|old`: secrets by the names of plugins, the one that signs first. */
export function pluginSecrets(): Allowed<ReadonlyMap<string, readonly string[]>> {
  const isSecrets = (value: string) =>
    value.split('|').every((one) => /^[\x21-\x7e]{32,200}$/.test(one));
  return {
    allowed:
      '`none`, or names with one secret or two, such as choir=NEW|OLD, with commas between; ' +
      'each of 32 to 200 characters without blanks, commas and bars',
    schema: pairs(isSecrets).transform(
      (found) => new Map([...found].map(([name, value]) => [name, value.split('|')])),
    ),
  };
}

/** `name=value` between commas, each name once; `none` is the empty list. */
function pairs(isValue: (value: string) => boolean): z.ZodType<Map<string, string>, string> {
  return z
    .string()
    .transform((value) => (value === 'none' ? [] : value.split(',')))
    .transform((parts) =>
      parts.map((part): [string, string] => {
        const [name = '', ...value] = part.trim().split('=');
        return [name, value.join('=')];
      }),
    )
    .refine(
      (found) =>
        found.every(([name, value]) => /^[a-z][a-z0-9-]*$/.test(name) && isValue(value)) &&
        new Set(found.map(([name]) => name)).size === found.length,
    )
    .transform((found) => new Map(found));
}

/** A variable of the environment: what it may hold, and what it is for. */
export interface Variable<Value> extends Allowed<Value> {
  readonly name: string;
  readonly meaning: string;
  /** What an unset or empty variable counts as; '' means that it stays unset. */
  readonly default: string;
  /** Its value is never shown, not even in an error. */
  readonly secret?: true;
}

export function variable<Value>(
  name: string,
  preset: string,
  allowed: Allowed<Value>,
  meaning: string,
): Variable<Value> {
  return Object.freeze({ name, meaning, default: preset, ...allowed });
}

export function secret<Value>(...args: Parameters<typeof variable<Value>>): Variable<Value> {
  return Object.freeze({ ...variable(...args), secret: true });
}
