"""Where is a comet on its orbit?"""

from dataclasses import dataclass
from math import cos, pi, sin, sqrt


@dataclass(frozen=True)
class Orbit:
    """An elliptic orbit: half its long axis in au, its eccentricity, its period in years."""

    semi_major_axis: float
    eccentricity: float
    period: float


HALLEY = Orbit(semi_major_axis=17.834, eccentricity=0.96714, period=75.32)


def eccentric_anomaly(mean_anomaly: float, eccentricity: float) -> float:
    """Solves Kepler's equation E - e sin E = M by Newton's method."""
    anomaly = mean_anomaly if eccentricity < 0.8 else pi
    for _ in range(50):
        step = (anomaly - eccentricity * sin(anomaly) - mean_anomaly) / (
            1 - eccentricity * cos(anomaly)
        )
        anomaly -= step
        if abs(step) < 1e-12:
            return anomaly
    raise ArithmeticError("Kepler's equation was not solved in 50 steps")


def position(orbit: Orbit, years_since_perihelion: float) -> tuple[float, float]:
    """The place in the plane of the orbit in au, the Sun at the origin."""
    mean_anomaly = (2 * pi * years_since_perihelion / orbit.period) % (2 * pi)
    anomaly = eccentric_anomaly(mean_anomaly, orbit.eccentricity)
    return (
        orbit.semi_major_axis * (cos(anomaly) - orbit.eccentricity),
        orbit.semi_major_axis * sqrt(1 - orbit.eccentricity**2) * sin(anomaly),
    )


if __name__ == "__main__":
    for years in range(0, 76, 15):
        x, y = position(HALLEY, years)
        print(f"{years:3} years after perihelion: {sqrt(x * x + y * y):6.2f} au from the Sun")
