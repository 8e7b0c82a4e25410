import { Activity, definePlugin, field, permission, privacy } from 'gezel/sdk';
import { messages } from './messages.js';
import { SamplePluginNote } from './note.entity.js';
import { NoteResolver } from './note.resolver.js';
import { writeNote } from './note.tool.js';
import { unresolvedNote } from './note.validations.js';
import { seeds } from './seeds.js';

export const samplePlugin = definePlugin({
  name: 'sample-plugin',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'sector',
  prefix: 'SamplePlugin',
  title: { nl: 'Sample plugin', fr: 'Sample plugin', en: 'Sample plugin', de: 'Sample plugin' },
  description: 'What a new plugin begins as: one note on each activity.',
  entities: [SamplePluginNote],
  migrations: new URL('./migrations/', import.meta.url),
  fields: [
    field({
      on: Activity,
      name: 'samplePlugin',
      type: SamplePluginNote,
      description: 'The note on this activity, if there is one.',
      permission: 'sample-plugin.read',
    }),
  ],
  resolvers: [NoteResolver],
  validations: [unresolvedNote],
  tools: [writeNote],
  permissions: [
    permission({
      name: 'sample-plugin.read',
      description: 'See notes.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'sample-plugin.write',
      description: 'Write notes.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: SamplePluginNote,
      subject: 'contact',
      holds: ['text'],
      onErase: 'erase',
      ground: 'Free text may name a person; nothing obliges to keep it.',
    }),
  ],
  messages,
  seeds,
});
