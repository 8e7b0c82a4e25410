/**
 * The plugin SDK: the one thing of this platform that a plugin may import, as `gezel/sdk`.
 * `definePlugin` describes a plugin; tokens name the core types; decorators make its own types.
 */
export type {
  EntityOptions,
  IndexOptions,
  PrimaryKeyOptions,
  PropertyOptions,
} from '@mikro-orm/core';
export { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
export { BigIntType } from '@mikro-orm/postgresql';
export type { ClassType } from 'type-graphql';
export { badInput, type ErrorCode, GezelError, notFound } from '../platform/errors.js';
export { Download } from '../platform/files/downloads.js';
export { type ZipEntry, zipOf } from '../platform/files/zip.js';
export { globalId, localId } from '../platform/ids.js';
export type { Locale, Messages, Sentence } from '../platform/messages.js';
export { Money, minorOf, money } from '../platform/money.js';
export { formatsOf, labelsIn, printedLocale } from '../platform/pdf/labels.js';
export {
  type Letterhead,
  letterhead,
  type PdfParty,
} from '../platform/pdf/letterhead.js';
export {
  type PdfAttachment,
  type PdfCell,
  type PdfContent,
  type PdfDefinition,
  renderPdf,
} from '../platform/pdf/render-pdf.js';
export type { Reach } from '../platform/permissions.js';
export type { Page } from '../platform/read/page.js';
export { PageArgs } from '../platform/read/page-args.js';
export {
  CivilDate,
  CountryCode,
  Currency,
  DateTime,
  Decimal,
  EmailAddress,
  EnterpriseNumber,
  Iban,
  isCivilDate,
} from '../platform/scalars.js';
export { Severity, Violation, ViolationSource } from '../platform/write/violation.js';
export * from './access.js';
export type * from './asset-door.js';
export type * from './attempt.js';
export type * from './brought-thing.js';
export type * from './budget-door.js';
export { type CalendarEvent, type CalendarTime, calendarFile } from './calendar-file.js';
export { priceOf } from './cash-flow.js';
export { addDays, addMonths, daysBetween, mondayOf } from './civil-days.js';
export { connectionType } from './connection.js';
export type * from './core-port.js';
export { type Dated, heldOn, holdingOn, replaceFrom, superseded } from './dated-rows.js';
export { areTimesOf } from './day-times.js';
export {
  Arg,
  Args,
  ArgsType,
  Authenticated,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  Float,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Requires,
  Resolver,
  Root,
  registerEnumType,
} from './decorators.js';
export type * from './define.js';
export {
  definePlugin,
  fact,
  field,
  handler,
  job,
  permission,
  privacy,
  proposal,
  provider,
  reference,
  schemaDirective,
  tool,
  validation,
} from './define-plugin.js';
export type * from './einvoice-door.js';
export type * from './facts.js';
export type {
  DownloadDefinition,
  DownloadParams,
  FilePort,
  OpenedFile,
  PluginFile,
  UploadClaim,
  UploadPurpose,
} from './files.js';
export { aboveZero, calendarDay, code, count, ofAssignment, text } from './input.js';
export type * from './late-charge-door.js';
export type * from './line-door.js';
export type * from './list-doors.js';
export type * from './membership.js';
export type * from './money-doors.js';
export type * from './nearness.js';
export type * from './pay-door.js';
export { idsOfType } from './payload.js';
export type { PluginContext, PluginViewer } from './plugin-context.js';
export type * from './plugin-store.js';
export type * from './privacy-duty.js';
export { declined, onlyForNeed, unsaid } from './proposing.js';
export type * from './provider.js';
export type * from './ranking.js';
export type { ReferenceDefinition, Representation } from './reference.js';
export { type Refusal, refusalOf, StepRefusal } from './refusal.js';
export type { SchemaDirectiveDefinition } from './schema-directive.js';
export type { RuledCharge, SharePage, ShareSum, SharingPort } from './sharing-door.js';
export {
  type ChargeBearer,
  type ChargeRule,
  type ChargeShareFacts,
  chargeBearers,
} from './sharing-door.js';
export {
  Activity,
  Assignment,
  Client,
  Contract,
  type CoreReference,
  type CoreToken,
  Engagement,
  Invoice,
  Member,
  pluginType,
  Quote,
  type TypeToken,
} from './tokens.js';
export { sdkVersion } from './version.js';
export {
  type HoursInput,
  minutesOf,
  type Opening,
  openingsOf,
  timeOf,
  weekdayOf,
} from './week-hours.js';
export { workingDaysLater } from './working-days.js';
