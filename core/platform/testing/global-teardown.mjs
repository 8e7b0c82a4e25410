import { rm } from 'node:fs/promises';

export default async function tearDown() {
  const { cluster, folder } = globalThis.gezelTestRun;
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
}
