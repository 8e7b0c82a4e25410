import { type MigrationScript, scriptsIn } from './database/migrate.js';

/** The core's own migrations, one ordered sequence for all its domains. */
export function coreScripts(): Promise<MigrationScript[]> {
  return scriptsIn(new URL('./migrations/', import.meta.url), 'core');
}
