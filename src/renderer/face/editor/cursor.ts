/** Where somebody puts the cursor while others write. */

/**
 * The browser tells of a moved cursor with its next frame. Words of others that come before that frame would put it back to
 * where the editor last knew it, and what is typed next would stand there. So the editor is told before they come.
 */
export const hearCursor = (): void => void document.dispatchEvent(new Event('selectionchange'))
