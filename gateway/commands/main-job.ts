import { civilDay } from '../../core/platform/clock.js';
import { readConfig } from '../../core/platform/config.js';
import { mainJob } from '../../seeds/demo/main-job.js';
import { developmentKey, signDevelopmentToken } from '../auth/development-key.js';

/** `npm run main-job [-- URL]`: the main job over HTTP against the server of this DATA_DIR. */
export async function mainJobCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const config = readConfig(env);
  const key = await developmentKey(config);
  const now = new Date();
  await mainJob({
    url: args[0] ?? `http://127.0.0.1:${config.port}`,
    tokenOf: (subject) =>
      signDevelopmentToken(key, { subject, cooperative: 'demo', hours: 1 }, now),
    today: civilDay(now),
    run: now.getTime().toString(36),
    say: console.log,
  });
  return 0;
}
