import { rm } from 'node:fs/promises';

export default async function tearDown() {
  const running = globalThis.gezelTestCluster;
  if (running === undefined) return;
  await running.cluster.stop();
  await rm(running.folder, { recursive: true, force: true });
}
