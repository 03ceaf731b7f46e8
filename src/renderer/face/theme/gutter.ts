/**
 * What the page keeps free for its scrollbar, in px at each side. No veil reaches over it, and where nothing scrolls the
 * bare window is seen there. So while a sheet lies over the page it is a margin of the page instead (ground.css).
 */
export function measureGutter(): void {
  const root = document.documentElement
  // Nothing is kept free while a sheet lies over the page; a window that is not drawn has no size.
  if (document.querySelector('[data-veil]')) return
  const { left, width } = root.getBoundingClientRect()
  const kept = Math.round(window.innerWidth - width)
  if (width === 0 || kept < 0) return
  const before = Math.min(kept, Math.max(0, Math.round(left + window.scrollX)))
  root.style.setProperty('--gutter-left', `${before}px`)
  root.style.setProperty('--gutter-right', `${kept - before}px`)
}

export function followGutter(): void {
  measureGutter()
  window.addEventListener('resize', measureGutter)
}
