extension Statements {
  /// Literals, arithmetic, comparison and logic: DMN 1.5 §10.3.2.
  static let operators = Statements(
    #"""
    1 + .5 => 1.5
    "\u00e9" => "é"
    "\uD83D\uDC0E" = "\U01F40E" => true
    "a\tb\n\\\"\'" => "a\tb\n\\\"'"
    1 /* a comment */ + 2 => 3
    if null then 1 else 2 => 2
    if "a" then 1 else 2 => 2
    5 between 1 and 10 => true
    1 between 1 and 10 => true
    11 between 1 and 10 => false
    "b" between "a" and "c" => true
    5 in [1..10] => true
    10 in [1..10) => false
    10 in ]1..10[ => false
    5 in (<3, >4) => true
    5 in (3, 5) => true
    5 in [1,5,7] => true
    5 in 5 => true
    5 in <= 5 => true
    1 in [[1..3],[8..9]] => true
    "b" in ["a".."c"] => true
    @"2020-01-05" in [@"2020-01-01"..@"2020-01-10"] => true
    null.a => null
    "a"[1] => "a"
    null[1] => null
    "a" + "b" => "ab"
    "a" + 1 => null
    1 + null => null
    1 / 0 => null
    2 ** 3 => 8
    2 ** -1 => 0.5
    -2 ** 2 => 4
    2 ** 3 ** 2 => 64
    10 - 3 - 2 => 5
    100 / 10 / 2 => 5
    1 - -1 => 2
    2 * -3 => -6
    1 = "1" => null
    null = null => true
    1 = null => false
    null != null => false
    1 != null => true
    null < 1 => null
    null > null => null
    "a" < "b" => true
    "a" = "A" => false
    true < false => null
    @"P1Y" = @"P12M" => true
    @"P1D" = @"PT24H" => true
    @"P1Y" > @"P11M" => true
    @"2020-01-01T00:00:00Z" = @"2020-01-01T01:00:00+01:00" => true
    @"10:00:00Z" = @"11:00:00+01:00" => true
    @"2020-01-31" + @"P1M" => @"2020-02-29"
    @"2021-03-31" - @"P1M" => @"2021-02-28"
    @"2020-02-29" + @"P1Y" => @"2021-02-28"
    @"P1M" + @"2020-01-31" => @"2020-02-29"
    @"10:00:00" + @"PT15H" => @"01:00:00"
    @"10:00:00" - @"PT15H" => @"19:00:00"
    @"PT1H" + @"10:00:00" => @"11:00:00"
    @"2020-01-01" + @"P1D" => @"2020-01-02"
    @"2020-01-01" + @"PT36H" => @"2020-01-02"
    @"2020-01-01T00:00:00" + @"PT36H" => @"2020-01-02T12:00:00"
    @"2020-01-01T00:00:00" + @"P1Y2M" => @"2021-03-01T00:00:00"
    @"2020-01-03" - @"2020-01-01" => @"P2D"
    @"2020-01-03T12:00:00" - @"2020-01-01T00:00:00" => @"P2DT12H"
    @"2020-01-03T12:00:00Z" - @"2020-01-01" => @"P2DT12H"
    @"12:00:00" - @"10:30:00" => @"PT1H30M"
    @"10:30:00" - @"12:00:00" => @"-PT1H30M"
    @"2020-01-01" + @"2020-01-01" => null
    @"2020-01-01" + 1 => null
    @"P2Y" / @"P1Y" => 2
    @"P1D" / @"PT12H" => 2
    @"P1Y" * 2 => @"P2Y"
    2 * @"P1Y" => @"P2Y"
    @"P1Y" / 2 => @"P6M"
    @"P1Y" / 5 => @"P2M"
    @"P1D" * 0.5 => @"PT12H"
    @"P1D" / 0 => null
    @"P1D" / @"PT0S" => null
    @"P1Y" / @"P1D" => null
    @"P1Y" + @"P1M" => @"P1Y1M"
    @"P1Y" - @"P1M" => @"P11M"
    @"P1D" - @"PT1H" => @"PT23H"
    @"P1Y" + @"P1D" => null
    -@"P1D" => @"-P1D"
    -@"P1Y" => @"-P1Y"
    true and null => null
    false and null => false
    null and false => false
    true or null => true
    null or false => null
    null or null => null
    true and 1 => null
    false and 1 => false
    true or 1 => true
    not(null) => null
    not(1) => null
    not(true) => false
    @"2020-13-01" => null
    1e400 * 1e6000 => null
    5 in (> 3) => true
    if 5 > 3 and 2 < 1 then "a" else "b" => "b"
    "x" in ("x", "y") => true
    not("x" in ("x", "y")) => false
    @"2021-01-01T00:00:00@Europe/Paris" = @"2021-01-01T00:00:00+01:00" => true
    "a" < 1 => null
    @"2020-01-01" = @"2020-01-01T00:00:00" => null
    @"10:00:00@Europe/Paris" = @"10:00:00@Europe/Paris" => true
    1 between 2 and null => false
    null between 1 and 2 => null
    1 between null and 2 => null
    "a" between 1 and 2 => null
    1 in (null) => false
    null in (null) => true
    null in (1) => false
    1 in [] => false
    1 in "a" => null
    "a" in [1..2] => null
    null in [1..2] => null
    null in (< 5) => null
    true in (true) => true
    1.a => null
    "a".b => null
    -[1] => null
    -null => null
    -"a" => null
    --1 => 1
    - @"P1D" => @"-P1D"
    2 * -@"P1D" => @"-P2D"
    true + true => null
    "a" - "b" => null
    "a" * 2 => null
    1 + "a" => null
    null + null => null
    @"2020-01-01" - @"P1Y" => @"2019-01-01"
    @"2020-01-01" - @"P1D" => @"2019-12-31"
    @"P1D" - @"2020-01-01" => null
    @"2020-01-01" - 1 => null
    @"2020-01-01" * 2 => null
    @"10:00:00" + @"P1Y" => null
    @"10:00:00" + @"10:00:00" => null
    @"10:00:00Z" - @"10:00:00" => null
    @"10:00:00Z" - @"09:00:00+01:00" => @"PT2H"
    @"2020-01-01T10:00:00Z" - @"2020-01-01T10:00:00" => null
    @"2020-01-01T10:00:00" - @"2020-01-01" => null
    @"2020-01-01" - @"2020-01-01T10:00:00Z" => @"-PT10H"
    1 / @"P1D" => null
    @"P1D" * @"P1D" => null
    @"P1Y" / @"P1M" => 12
    @"P1D" ** 2 => null
    2 ** "a" => null
    2 ** 0.5 = sqrt(2) => true
    0 ** 0 => 1
    @"P1Y" * null => null
    @"P1Y" / 0 => null
    @"P1Y" * 1.5 => @"P1Y6M"
    @"PT1S" / 3 => @"PT0.333333333S"
    true and "a" => null
    "a" and false => false
    not([]) => null
    not() => null
    not("a") => null
    if 1 then 2 else 3 => 3
    if "true" then 2 else 3 => 3
    1 => 1
    01 => 1
    1.0e2 => 100
    -0 => 0
    "🐎".length => null
    """#)
}
