"""Small parts that several charts share."""


def direct_legend(ax, entries):
    """Name the lines of a chart in a row above it, each with a sample of the line.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    entries : sequence of (dict, str)
        Line properties and label.

    Returns
    -------
    matplotlib.legend.Legend
    """
    handles = [ax.plot([], [], label=label, **look)[0] for look, label in entries]
    return ax.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(-0.02, 1.0),
        ncols=len(entries),
        fontsize=11,
        handlelength=1.8,
        columnspacing=1.2,
        borderaxespad=0,
    )


def plain_ticks(axis, ticks):
    """Write the ticks of a log axis as plain numbers.

    Parameters
    ----------
    axis : matplotlib.axis.Axis
    ticks : sequence of float
    """
    axis.set_ticks(ticks, labels=[f"{tick:,g}" for tick in ticks])
    axis.set_tick_params(which="minor", bottom=False, left=False)
