import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from '../../sdk/decorators.js';
import { definePlugin } from '../../sdk/define-plugin.js';
import { openDownload } from '../files/downloads.js';
import { keepUpload } from '../files/keep-upload.js';
import { newId } from '../ids.js';
import { type TestPlatform, testPlatform } from '../testing/platform.js';

@Entity({ tableName: 'sheet', schema: 'sheets' })
@ObjectType({ description: 'A sheet.', simpleResolvers: true })
class SheetsSheet {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => String, { description: 'Its id.' })
  id: string;
}

const sheets = definePlugin({
  ...{ name: 'sheets', version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix: 'Sheets' },
  title: { nl: 'Bladen', fr: 'Feuilles', en: 'Sheets', de: 'Blätter' },
  description: 'Serves sheets.',
  migrations: new URL('./no-migrations/', import.meta.url),
  entities: [SheetsSheet],
  uploads: [{ name: 'sheets.scan', permission: 'activity.read', mediaTypes: ['text/plain'] }],
  downloads: [
    {
      name: 'sheets.sheet',
      open: async (ctx, { activityId }) => {
        const activity = await ctx.core.activity(activityId as string);
        if (activity === null) return null;
        const body = Buffer.from(`Sheet of ${activity.name}`);
        return { mediaType: 'text/plain', filename: 'sheet.txt', body };
      },
    },
  ],
});

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [sheets] });
});
afterAll(() => p.close());

const filesOf = (who: 'member-stage' | 'member-film') =>
  p.platform.host.context(p.ctx(who), 'sheets').files;
const file = { mediaType: 'text/plain', filename: 'sheet.txt' };
const opened = async (url: string) => {
  const found = await openDownload(p.platform, url.split('/').at(-1) as string, newId());
  return (await found?.open()) ?? null;
};

test('a plugin serves its own files, as whoever fetches them, while it is on', async () => {
  const params = { activityId: p.activityIds['member-stage'] };
  const { url } = await filesOf('member-stage').link('sheets.sheet', params, file);
  expect(String((await opened(url))?.body)).toBe('Sheet of Activity of member-stage');
  const strange = await filesOf('member-film').link('sheets.sheet', params, file);
  expect(await opened(strange.url)).toBeNull();
  await expect(filesOf('member-stage').link('invoice-document', params, file)).rejects.toThrow(
    'serves no',
  );
  await p.admin.query(
    `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
     values ($1, $2, 'sheets', 'DISABLED', 'test')`,
    [p.cooperativeId, newId()],
  );
  p.platform.host.forget(p.cooperativeId);
  expect(await opened(url)).toBeNull();
  await p.admin.query(
    `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
     values ($1, $2, 'sheets', 'ENABLED', 'test')`,
    [p.cooperativeId, newId()],
  );
  p.platform.host.forget(p.cooperativeId);
});

test('an upload is for one row of the plugin, once, and by who sent it', async () => {
  const body = (async function* () {
    yield Buffer.from('A scan');
  })();
  const incoming = { purpose: 'sheets.scan', filename: 'scan.txt', body };
  const { id, violations } = await keepUpload(p.ctx('member-stage'), incoming);
  expect(violations).toEqual([]);
  const claim = { purpose: 'sheets.scan', ids: [id as string], path: ['uploadId'] };
  const subject = { type: 'SheetsSheet', id: newId() };
  const inside = <T>(
    who: 'member-stage' | 'member-film',
    work: (files: ReturnType<typeof filesOf>) => Promise<T>,
  ) => p.platform.host.context(p.ctx(who), 'sheets').transaction(({ files }) => work(files));
  expect(await inside('member-film', (files) => files.claimable(claim))).toMatchObject([
    { code: 'file.not-usable', path: ['uploadId'] },
  ]);
  await inside('member-stage', async (files) => {
    expect(await files.claimable(claim)).toEqual([]);
    await expect(async () =>
      files.claim(claim.ids, { type: 'Invoice', id: newId() }),
    ).rejects.toThrow('not a table');
    await files.claim(claim.ids, subject);
  });
  const files = filesOf('member-stage');
  const [kept] = await files.of(subject);
  expect(kept).toMatchObject({ filename: 'scan.txt', sizeBytes: 6n });
  const bytes: Uint8Array[] = [];
  for await (const chunk of (await files.open(subject, kept?.id as string)) ?? [])
    bytes.push(chunk);
  expect(Buffer.concat(bytes).toString()).toBe('A scan');
  expect(await files.open({ ...subject, id: newId() }, kept?.id as string)).toBeNull();
  expect(await inside('member-stage', (f) => f.claimable(claim))).toHaveLength(1);
});
