/** What cannot be drawn leaves no empty window: something else stands in its place, until one goes elsewhere. */
import { Component, type ReactNode } from 'react'

export type DrawnProps = {
  /** Where one is: at another place it is tried again. */
  readonly at: string
  readonly otherwise: (again: () => void) => ReactNode
  readonly children: ReactNode
}

/** React gives what was thrown to classes alone. */
export class Drawn extends Component<DrawnProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidUpdate({ at }: DrawnProps): void {
    if (this.state.failed && at !== this.props.at) this.setState({ failed: false })
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return this.props.otherwise(() => this.setState({ failed: false }))
  }
}
