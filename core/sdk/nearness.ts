import type { ClassType } from 'type-graphql';

/**
 * How far the places of a row are from a point of the earth: the row holds codes of places, and the
 * places, another entity of the plugin, have positions. The distance is that of the nearest, over
 * the great circle of a sphere of 6,371,008.8 m, so within some half a percent of that on the
 * ellipsoid.
 *
 * The table of the places has a generated column of the type `cube` (PostgreSQL's own extension)
 * with the position on that sphere in metres,
 * `cube(array[r * cosd(lat) * cosd(lon), r * cosd(lat) * sind(lon), r * sind(lat)])`,
 * and a GiST index on the co-operative and on it. A point in space has no date line and no poles.
 */
export interface Nearness<T> {
  /** The property of the row that holds codes of places: an array of texts with a GIN index. */
  readonly held: keyof T & string;
  readonly places: Places;
  readonly of: Point;
  /** Metres within which a place is near. */
  readonly withinM: number;
}

export interface Places {
  readonly entity: ClassType<object>;
  /** The property that holds a place's code, which is unique in the co-operative. */
  readonly code: string;
  /** The generated column with its position; null: nobody has said where it is. */
  readonly position: string;
}

/** In millionths of a degree, WGS 84. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}
