import type { Download, DownloadParams, OpenedFile } from '../platform/files/downloads.js';
import type { UploadPurpose } from '../platform/files/file-kind.js';
import type { PluginFinding } from './define.js';
import type { PluginContext } from './plugin-context.js';

/** What a plugin serves as files, e.g. a sheet that it renders with `renderPdf`. */
export interface DownloadDefinition {
  /** Prefixed by the plugin's name, e.g. "performing-arts.day-sheet". */
  readonly name: string;
  /**
   * Opens it as this viewer, at the moment when it is fetched: null when it is not there, or when
   * the viewer has lost since what the link was made with.
   */
  open(ctx: PluginContext, params: DownloadParams): Promise<OpenedFile | null>;
}

/** A file that something uses. */
export interface PluginFile {
  readonly id: string;
  readonly filename: string;
  readonly mediaType: string;
  readonly sizeBytes: bigint;
}

export interface FilePort {
  /** A link to what the download of this name serves, for this viewer and a quarter of an hour. */
  link(
    name: string,
    params: DownloadParams,
    file: Pick<OpenedFile, 'mediaType' | 'filename'>,
  ): Promise<Download>;
  /**
   * What stands in the way of using uploads that a mutation names by their global ids: each must be
   * the viewer's own, for this purpose, and not used before. Only inside a transaction, before
   * `claim`.
   */
  claimable(claim: UploadClaim): Promise<PluginFinding[]>;
  /** Gives uploads to a row of the plugin for good, in the transaction that `claimable` locked. */
  claim(ids: readonly string[], subject: { type: string; id: string }): Promise<void>;
  /** The files of a row of the plugin, oldest first. */
  of(subject: { readonly type: string; readonly id: string }): Promise<PluginFile[]>;
  /** The bytes of a file of a row of the plugin; null when it is not there. */
  open(
    subject: { readonly type: string; readonly id: string },
    fileId: string,
  ): Promise<AsyncIterable<Uint8Array> | null>;
}

export interface UploadClaim {
  readonly purpose: string;
  readonly ids: readonly string[];
  /** The input that named them. */
  readonly path: readonly string[];
}

export type { Download, DownloadParams, OpenedFile, UploadPurpose };
