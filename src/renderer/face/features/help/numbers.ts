/**
 * The numbers in Help now. 988 and 911 as docs of the practice name them for the United States and Canada; nobody has
 * checked them with the services themselves, and the place says so. The person's own numbers come with their plan.
 */
export const NUMBERS = ['988', '911'] as const
