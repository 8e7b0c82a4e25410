import { connectionType } from 'gezel/sdk';
import { GuidanceAdviser, GuidancePortfolio } from './adviser.entity.js';
import { GuidanceAppointment } from './appointment.entity.js';
import { GuidanceFile, GuidanceNote } from './file.entity.js';
import { GuidanceHandedMember, GuidanceHandOver } from './hand-over.entity.js';
import {
  GuidanceMessage,
  GuidanceNaming,
  GuidanceQuestion,
  GuidanceReading,
} from './question.entity.js';

export const AdviserConnection = connectionType(GuidanceAdviser);
export const PortfolioConnection = connectionType(GuidancePortfolio);
export const AppointmentConnection = connectionType(GuidanceAppointment);
export const FileConnection = connectionType(GuidanceFile);
export const NoteConnection = connectionType(GuidanceNote);
export const QuestionConnection = connectionType(GuidanceQuestion);
export const NamingConnection = connectionType(GuidanceNaming);
export const MessageConnection = connectionType(GuidanceMessage);
export const ReadingConnection = connectionType(GuidanceReading);
export const HandOverConnection = connectionType(GuidanceHandOver);
export const HandedMemberConnection = connectionType(GuidanceHandedMember);
