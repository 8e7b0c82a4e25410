import { Field, ObjectType } from 'type-graphql';
import type { Context, Platform } from '../context.js';
import type { Locale } from '../messages.js';
import { grantsOf } from '../permissions.js';
import { Loaders } from '../read/loaders.js';
import { DateTime } from '../scalars.js';
import { viewerOfMember } from '../viewer-of-member.js';

/** Ids and options that say which file is meant; they are legible in the link: no personal data. */
export type DownloadParams = Readonly<Record<string, string | null>>;

/** What a domain serves as files; listed in its `downloads`. */
export interface DomainDownload {
  /** Of the whole platform, e.g. "invoice-document". */
  readonly name: string;
  /**
   * Opens it as this viewer, who may have lost since what the link was made with: null then, as
   * when it is not there.
   */
  open(ctx: Context, params: DownloadParams): Promise<OpenedFile | null>;
}

export interface OpenedFile {
  readonly mediaType: string;
  readonly filename: string;
  readonly body: AsyncIterable<Uint8Array> | Uint8Array;
}

@ObjectType({
  description: 'A file that can be fetched for a while, by whoever has the link.',
  simpleResolvers: true,
})
export class Download {
  @Field(() => String, {
    description:
      'Where: a path on the server of this API, to GET. What you may no longer see when it is ' +
      'fetched answers 404. Treat it as a password.',
  })
  url: string;

  @Field(() => String, { description: 'What it is, e.g. "application/pdf".' })
  mediaType: string;

  @Field(() => String, { description: 'The name under which to keep it.' })
  filename: string;

  @Field(() => DateTime, { description: 'Until when the link works: fifteen minutes.' })
  expiresAt: Date;
}

/** The path under which downloads are served. */
export const filesPath = '/files';

/** A link to what `open` of the download of this name serves, for this viewer only. */
export async function downloadLink(
  ctx: Context,
  name: string,
  params: DownloadParams,
  { mediaType, filename }: Pick<OpenedFile, 'mediaType' | 'filename'>,
): Promise<Download> {
  const { platform, viewer, locale } = ctx;
  const expiresAt = new Date(platform.clock.now().getTime() + linkMs);
  const ticket: Ticket = {
    ...{ name, params, locale },
    cooperativeId: viewer.cooperativeId,
    memberId: viewer.memberId,
    ...(viewer.token && { tokenId: viewer.token.id }),
    ...(isNarrowed(ctx) && { held: [...viewer.grants.keys()] }),
  };
  const token = await platform.signer.sign('download', { ticket }, expiresAt);
  const url = `${filesPath}/${token}`;
  return Object.assign(new Download(), { url, mediaType, filename, expiresAt });
}

/** A checked link: who fetches, and what is opened for them. */
export interface OpenDownload {
  readonly ctx: Context;
  open(): Promise<OpenedFile | null>;
}

/** Null for a link that is not ours or too old, and for a viewer who may not enter any more. */
export async function openDownload(
  platform: Platform,
  token: string,
  requestId: string,
): Promise<OpenDownload | null> {
  const claims = await platform.signer.verify('download', token);
  const ticket = claims?.ticket as Ticket | undefined;
  if (ticket === undefined) return null;
  const viewer = await viewerOfTicket(platform, ticket);
  if (viewer === null) return null;
  const { locale, params } = ticket;
  const ctx = { platform, viewer, locale, requestId, loaders: new Loaders() };
  const open = await openerOf(ctx, ticket.name);
  return open && { ctx, open: () => open(params) };
}

/** Of the core, or of a plugin that is on: a link of one that was switched off opens nothing. */
async function openerOf(ctx: Context, name: string) {
  const { domains, host } = ctx.platform;
  const ofCore = domains.flatMap(({ downloads = [] }) => downloads).find((d) => d.name === name);
  if (ofCore !== undefined) return (params: DownloadParams) => ofCore.open(ctx, params);
  const on = await host.enabled(ctx.viewer.cooperativeId);
  for (const { definition, elsewhere } of host.plugins) {
    const own = definition.downloads.find((one) => one.name === name);
    if (own === undefined || !on.has(definition.name)) continue;
    // One that runs elsewhere is handed the core's context, and makes its own of it there.
    const context = elsewhere ? (ctx as never) : host.context(ctx, definition.name);
    return (params: DownloadParams) => own.open(context, params);
  }
  return null;
}

interface Ticket {
  readonly name: string;
  readonly params: DownloadParams;
  readonly locale: Locale;
  readonly cooperativeId: string;
  readonly memberId: string;
  /** The API token that asked: a link of it ends with it. */
  readonly tokenId?: string;
  /** Only of a token that holds less than the member's roles. */
  readonly held?: readonly string[];
}

const linkMs = 15 * 60_000;

function isNarrowed({ platform, viewer }: Context): boolean {
  return grantsOf(viewer.roles, platform.roleGrants).size > viewer.grants.size;
}

async function viewerOfTicket(platform: Platform, ticket: Ticket) {
  const { cooperativeId, memberId, tokenId } = ticket;
  if (tokenId !== undefined && !(await tokenLives(platform, cooperativeId, tokenId))) return null;
  const held = ticket.held ?? Object.values(platform.roleGrants).flatMap(Object.keys);
  const found = await viewerOfMember(platform, platform.database, cooperativeId, memberId, held);
  return found?.viewer ?? null;
}

async function tokenLives(
  { database, clock }: Platform,
  cooperativeId: string,
  tokenId: string,
): Promise<boolean> {
  const rows = await database.query(
    `select from core.api_token
     where cooperative_id = $1 and id = $2 and revoked_at is null and expires_at > $3`,
    [cooperativeId, tokenId, clock.now()],
    'download-token-lives',
  );
  return rows.length > 0;
}
