/** When in its day something was, as a clock showed it there. It never moves a day: that stands by itself. */
import * as v from 'valibot'

/** Minutes since midnight. */
export const Minute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439))

/** An IANA name. It is kept as it was said, known on this computer or not. */
export const Zone = v.pipe(
  v.string(),
  v.maxLength(64),
  v.regex(/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/),
)

export const Moment = v.object({ minute: v.nullable(Minute), zone: v.nullable(Zone) })
export type Moment = v.InferOutput<typeof Moment>
