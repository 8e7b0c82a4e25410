import type { DomainPart } from '../../platform/domain-part.js';
import type { Messages } from '../../platform/messages.js';
import { fileScope } from '../report/report-access.js';
import { reportDownload } from '../report/report-file.js';
import { assetReport } from './asset.report.js';
import { AssetResolver } from './asset.resolver.js';
import { depreciateAssets } from './depreciate-assets.js';

const messages: Messages = {
  'asset.months-out-of-range': {
    nl: 'Geef 1 tot 600 maanden, het minste niet boven het meeste.',
    fr: 'Donnez 1 à 600 mois, le minimum pas au-dessus du maximum.',
    en: 'Give 1 to 600 months, the fewest not above the most.',
    de: 'Geben Sie 1 bis 600 Monate an, die wenigsten nicht über den meisten.',
  },
  'asset.no-service': {
    nl: 'Een dienst heet bijvoorbeeld "equipment.purchase", of "equipment" voor al wat die plug-in koopt.',
    fr: 'Un service s’appelle par exemple « equipment.purchase », ou « equipment » pour tout ce module.',
    en: 'A service is named e.g. "equipment.purchase", or "equipment" for all that this plugin buys.',
    de: 'Ein Dienst heißt z. B. „equipment.purchase“, oder „equipment“ für alles dieses Moduls.',
  },
  'asset.policy-in-past': {
    nl: 'Dit kan vanaf vandaag gelden, {{today}}, niet eerder.',
    fr: 'Ceci peut valoir dès aujourd’hui, {{today}}, pas avant.',
    en: 'This can hold from today, {{today}}, not earlier.',
    de: 'Das kann ab heute, {{today}}, gelten, nicht früher.',
  },
  'asset.policy-same-day': {
    nl: 'Vanaf die dag is er al een afschrijvingsregel voor deze dienst.',
    fr: 'Une règle d’amortissement de ce service commence déjà ce jour-là.',
    en: 'A policy for this service already begins on that day.',
    de: 'An diesem Tag beginnt schon eine Abschreibungsregel für diesen Dienst.',
  },
  'asset.useful-life': {
    nl: 'Dit wordt afgeschreven over {{shortest}} tot {{longest}} maanden, niet over {{months}}.',
    fr: 'Ceci s’amortit en {{shortest}} à {{longest}} mois, pas en {{months}}.',
    en: 'This is written off over {{shortest}} to {{longest}} months, not over {{months}}.',
    de: 'Das wird über {{shortest}} bis {{longest}} Monate abgeschrieben, nicht über {{months}}.',
  },
};

/** What legal entities own for activities, written off month by month. */
export const fixedAssets: DomainPart = {
  resolvers: [AssetResolver],
  jobs: [depreciateAssets],
  downloads: [reportDownload(assetReport, fileScope)],
  messages,
};
