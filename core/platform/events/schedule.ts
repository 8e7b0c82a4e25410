import { PgBoss } from 'pg-boss';
import type { Platform } from '../context.js';
import type { DomainJob } from '../domain.js';

/**
 * Scheduled work on the durable queue in the same PostgreSQL: of several servers one takes a job, a
 * server that dies mid-way leaves it to another, and a job that fails is tried again. The queue's
 * tables are its own, so it works as the owner of the database, on two connections.
 */
export async function startSchedule(
  platform: Platform,
  ownerUrl: string,
  jobs: readonly DomainJob[],
): Promise<{ stop(): Promise<void> }> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    max: 2,
    schema: 'queue',
    application_name: 'gezel-queue',
  });
  boss.on('error', (error) => platform.log.error({ err: error }, 'the job queue failed'));
  await boss.start();
  for (const job of jobs) {
    const name = job.name.replace(/[^\w.-]/g, '_');
    await boss.createQueue(name, {
      policy: 'exclusive',
      retryLimit: 5,
      retryBackoff: true,
      heartbeatSeconds: 30,
    });
    await boss.schedule(name, job.cron, {}, { tz: 'Europe/Brussels' });
    await boss.work(name, async () => {
      platform.log.info({ job: job.name }, 'job started');
      await job.run(platform);
    });
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 10_000 }) };
}
