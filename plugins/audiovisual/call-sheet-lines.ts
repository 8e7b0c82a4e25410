import { badInput, Field, InputType, Int, ObjectType, registerEnumType, text } from 'gezel/sdk';

export enum SceneLight {
  DAY = 'DAY',
  NIGHT = 'NIGHT',
  DAWN = 'DAWN',
  DUSK = 'DUSK',
}
registerEnumType(SceneLight, {
  name: 'AudiovisualSceneLight',
  description: 'The light in which a scene plays.',
  valuesConfig: {
    DAY: { description: 'By day.' },
    NIGHT: { description: 'By night.' },
    DAWN: { description: 'At dawn.' },
    DUSK: { description: 'At dusk.' },
  },
});

/** The lines of a sheet are asked for as they are told, so each is one class for both. */
@ObjectType('AudiovisualScene', { simpleResolvers: true, description: 'A scene to shoot.' })
@InputType('AudiovisualSceneInput', { description: 'A scene to shoot.' })
export class Scene {
  @Field(() => String, { description: 'Its number in the script, e.g. "12A".' })
  number: string;

  @Field(() => String, { description: 'What happens, and where.' })
  description: string;

  @Field(() => SceneLight, { description: 'The light in which it plays.' })
  light: SceneLight;

  @Field(() => Int, { description: 'Its length in eighths of a page: 1 to 400.' })
  pageEighths: number;

  @Field(() => String, { nullable: true, description: 'Who plays in it, by role.' })
  roles?: string | null;
}

@ObjectType('AudiovisualCall', { simpleResolvers: true, description: 'A call of a department.' })
@InputType('AudiovisualCallInput', { description: 'A call of a department.' })
export class Call {
  @Field(() => String, { description: 'The department, e.g. "camera".' })
  department: string;

  @Field(() => String, { description: 'Local time at the place: "07:30".' })
  at: string;
}

@ObjectType('AudiovisualPerformer', { simpleResolvers: true, description: 'One of the cast.' })
@InputType('AudiovisualPerformerInput', { description: 'One of the cast.' })
export class Performer {
  @Field(() => String, { description: 'The role that is played.' })
  role: string;

  @Field(() => String, { description: 'Who plays it.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'When picked up: local time.' })
  pickUpAt?: string | null;

  @Field(() => String, { nullable: true, description: 'When at make-up: local time.' })
  makeUpAt?: string | null;

  @Field(() => String, { nullable: true, description: 'When at wardrobe: local time.' })
  wardrobeAt?: string | null;

  @Field(() => String, { description: 'When on set: local time.' })
  onSetAt: string;
}

@ObjectType('AudiovisualCrewContact', { simpleResolvers: true, description: 'Whom to reach.' })
@InputType('AudiovisualCrewContactInput', { description: 'Whom to reach.' })
export class CrewContact {
  @Field(() => String, { description: 'E.g. producer, unit manager, first assistant director.' })
  position: string;

  @Field(() => String, { description: 'Who it is.' })
  name: string;

  @Field(() => String, { description: 'How to reach: phone or mail.' })
  reach: string;
}

/** The most of each list that one sheet carries. */
export const mostLines = { scenes: 100, calls: 50, performers: 200, contacts: 50 } as const;

/** The lines as plain values to keep; BAD_USER_INPUT for what cannot be one. */
export function linesOf<Line extends object>(
  lines: readonly Line[],
  path: keyof typeof mostLines,
): Line[] {
  if (lines.length > mostLines[path]) throw badInput(`At most ${mostLines[path]} of these.`, path);
  for (const [i, line] of lines.entries()) {
    for (const [name, value] of Object.entries(line))
      checkValue(name, value, `${path}.${i}.${name}`);
  }
  return lines.map((line) => ({ ...line }));
}

function checkValue(name: string, value: unknown, path: string): void {
  if (typeof value === 'number' && (value < 1 || value > 400)) {
    throw badInput('A whole number from 1 to 400 is expected.', path);
  }
  if (typeof value !== 'string') return;
  if (name === 'at' || name.endsWith('At')) timeOfDay(value, path);
  else text(value, path, 300);
}

/** A local time of day, "07:30"; null stays null. */
export function timeOfDay<T extends string | null>(value: T, path: string): T {
  if (value === null || /^([01]\d|2[0-3]):[0-5]\d$/.test(value)) return value;
  throw badInput('A time of day such as 07:30 is expected.', path);
}

/** Minutes since midnight of "07:30". */
export const minutesOf = (time: string): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
