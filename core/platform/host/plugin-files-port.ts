import type { PluginDefinition } from '../../sdk/define.js';
import type { FilePort, UploadClaim } from '../../sdk/files.js';
import type { Context } from '../context.js';
import type { Tx } from '../database/transaction.js';
import { GezelError } from '../errors.js';
import { claimFindings, claimUploads, uploadIds } from '../files/claim-uploads.js';
import { downloadLink } from '../files/downloads.js';
import { filesOf, openFile } from '../files/stored-file.js';

/** The platform's files as one plugin may use them: its own downloads, and files of its own rows. */
export function filePort(ctx: Context, plugin: PluginDefinition): FilePort {
  const own = ({ type }: { readonly type: string }) => {
    // Of one that runs elsewhere only its prefix is known, and no other plugin has that.
    const owns = plugin.entities.some(({ name }) => name === type);
    if (owns || (plugin.entities.length === 0 && type.startsWith(plugin.prefix))) return type;
    throw new Error(`"${type}" is not a table of the plugin "${plugin.name}".`);
  };
  const of: FilePort['of'] = (subject) => {
    const sql = ctx.tx ?? ctx.platform.database;
    return filesOf(sql, ctx.viewer.cooperativeId, own(subject), [subject.id]);
  };
  return Object.freeze({
    link: async (name, params, file) => {
      if (!plugin.downloads.some((one) => one.name === name)) {
        throw new Error(`The plugin "${plugin.name}" serves no "${name}".`);
      }
      return downloadLink(ctx, name, params, file);
    },
    claimable: async ({ purpose, ids, path }: UploadClaim) => {
      const claim = { purpose, path, ids: uploadIds(ids, path.join('.')) };
      return claimFindings(transactionOf(ctx), ctx, claim);
    },
    claim: async (ids, subject) => {
      const claimed = { type: own(subject), id: subject.id };
      const claims = uploadIds(ids, 'ids').map((id) => ({ id, subject: claimed }));
      await expectOwn(transactionOf(ctx), ctx, plugin, claims);
      await claimUploads(transactionOf(ctx), ctx, claims);
    },
    of,
    open: async (subject, fileId) => {
      const found = (await of(subject)).some(({ id }) => id === fileId);
      return found ? openFile(ctx.platform, ctx.viewer.cooperativeId, fileId) : null;
    },
  } satisfies FilePort);
}

/** The viewer's own uploads for this plugin, not used yet: whoever did not ask first meets a conflict. */
async function expectOwn(
  tx: Tx,
  { viewer }: Context,
  { uploads }: PluginDefinition,
  claims: readonly { readonly id: string }[],
): Promise<void> {
  const ids = claims.map(({ id }) => id);
  const usable = await tx.query(
    `select id from core.stored_file
     where cooperative_id = $1 and id = any ($2::uuid[]) and uploaded_by = $3
       and purpose = any ($4::text[]) and complete and claimed_at is null
     order by id for no key update`,
    [tx.cooperativeId, ids, viewer.memberId, uploads.map(({ name }) => name)],
  );
  if (usable.length === new Set(ids).size) return;
  const values = { thing: 'Upload', expected: 'usable', actual: 'used or another’s' };
  throw new GezelError('CONFLICT', values);
}

function transactionOf(ctx: Context): Tx {
  if (ctx.tx === undefined) throw new Error('Uploads are claimed inside a transaction.');
  return ctx.tx;
}
