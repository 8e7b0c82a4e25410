import type { Context } from '../platform/context.js';
import { type DomainDownload, type Download, downloadLink } from '../platform/files/downloads.js';
import { filesOf, openFile, type StoredFile } from '../platform/files/stored-file.js';
import { byId } from '../platform/read/read.js';
import type { Source } from '../platform/read/source.js';

/** The one file that a thing was proved with: its link, and how the link is opened. */
export interface Evidence<T extends { id: string }> {
  readonly download: DomainDownload;
  /** Null where none was given; the files of sibling things are read in one statement. */
  linkOf(ctx: Context, thing: T): Promise<Download | null>;
}

/** Whoever may see the thing may see its proof. */
export function evidenceOf<T extends { id: string }>(source: Source<T>, name: string): Evidence<T> {
  const fileOf = (ctx: Context, thingId: string) => {
    const load = async (ids: readonly string[]) => {
      const { cooperativeId } = ctx.viewer;
      const files = await filesOf(ctx.platform.database, cooperativeId, source.typeName, ids);
      return ids.map((id) => files.find(({ subjectId }) => subjectId === id) ?? null);
    };
    return ctx.loaders.batch<StoredFile | null>(source, 'evidence', load).load(thingId);
  };
  return {
    linkOf: async (ctx, { id }) => {
      const file = await fileOf(ctx, id);
      return file && downloadLink(ctx, name, { id }, file);
    },
    download: {
      name,
      open: async (ctx, { id }) => {
        const thing = await byId(ctx, source, id ?? '');
        const file = thing && (await fileOf(ctx, thing.id));
        const body = file && (await openFile(ctx.platform, ctx.viewer.cooperativeId, file.id));
        return file && body && { mediaType: file.mediaType, filename: file.filename, body };
      },
    },
  };
}
