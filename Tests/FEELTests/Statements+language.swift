extension Statements {
  /// Paths, filters, properties, iteration, types, functions: DMN 1.5 §10.3.1–10.3.2.
  static let language = Statements(
    #"""
    for i in 1..3 return i * 2 => [2,4,6]
    for i in 3..1 return i => [3,2,1]
    for x in [1,2], y in [3,4] return x * y => [3,4,6,8]
    for x in [1,2], y in [x, x+1] return y => [1,2,2,3]
    for i in 1..5 return if i <= 2 then 1 else partial[-1] + partial[-2] => [1,1,2,3,5]
    for i in [1..3] return i => [1,2,3]
    for i in (1..4) return i => [2,3]
    for d in @"2020-01-30"..@"2020-02-01" return d => [@"2020-01-30", @"2020-01-31", @"2020-02-01"]
    for d in [@"2020-01-30"..@"2020-02-01") return d.day => [30, 31]
    for i in 5 return i => [5]
    for i in [] return i => []
    some x in [1,2,3] satisfies x > 2 => true
    every x in [1,2,3] satisfies x > 2 => false
    every x in [] satisfies false => true
    some x in [] satisfies true => false
    some x in [1,2], y in [2,3] satisfies x = y => true
    1 instance of number => true
    "a" instance of number => false
    null instance of Any => false
    null instance of number => false
    null instance of Null => true
    [1,2] instance of list<number> => true
    [1,"a"] instance of list<number> => false
    [1,"a"] instance of list<Any> => true
    [] instance of list<number> => true
    {a:1} instance of context<a: number> => true
    {a:1, b: 2} instance of context<a: number> => true
    {a:1} instance of context<a: string> => false
    {b:1} instance of context<a: number> => false
    [1..2] instance of range<number> => true
    [1..2] instance of range<date> => false
    (function(x) x) instance of function<Any>->Any => true
    @"P1Y" instance of years and months duration => true
    @"P1D" instance of days and time duration => true
    @"P1D" instance of years and months duration => false
    @"2020-01-01" instance of date => true
    @"2020-01-01T00:00:00" instance of date and time => true
    @"2020-01-01T00:00:00" instance of date => false
    @"10:00:00" instance of time => true
    [1,2] in [[1,2],[3]] => true
    [{a:1},{a:2}].a => [1,2]
    {a:{b:1}}.a.b => 1
    [{a:1},{b:2}].a => [1,null]
    [1,2,3][item > 1] => [2,3]
    [{x:1,y:2},{x:2,y:3}][x=1] => [{x:1,y:2}]
    [{x:1},{y:2}][x=1] => [{x:1}]
    [{item:1},{item:2}][item >= 2] => [{item:2}]
    [1,2,3][-1] => 3
    [1,2,3][4] => null
    [1,2,3][0] => null
    100[item > 10] => [100]
    100[item > 1000] => []
    [1,2,3][true] => [1,2,3]
    [1,2,3][null] => []
    [][1] => null
    [[1,2],[3,4]][2][1] => 3
    [1,2] = [1,2] => true
    [1,2] = [2,1] => false
    [1] = 1 => null
    {a:1} = {a:1.0} => true
    {a:1,b:2} = {b:2,a:1} => true
    {a:1} = {a:1,b:2} => false
    [1..5] = [1..5] => true
    [1..5] = [1..5) => false
    @"2020-02-03".year => 2020
    @"2020-02-03".month => 2
    @"2020-02-03".day => 3
    @"2020-02-03".weekday => 1
    @"2020-02-03T10:11:12".hour => 10
    @"2020-02-03T10:11:12".second => 12
    @"10:11:12".minute => 11
    @"10:11:12+02:00".time offset => @"PT2H"
    @"10:11:12".time offset => null
    @"10:11:12@Europe/Paris".timezone => "Europe/Paris"
    @"10:11:12Z".timezone => null
    @"P1Y5M".years => 1
    @"P1Y5M".months => 5
    @"P17M".years => 1
    @"-P1Y5M".years => -1
    @"P1DT2H3M4S".days => 1
    @"P1DT2H3M4S".hours => 2
    @"P1DT2H3M4S".minutes => 3
    @"P1DT2H3M4S".seconds => 4
    @"PT90M".hours => 1
    @"-PT90M".minutes => -30
    @"P1D".years => null
    [1..3).start => 1
    [1..3).end included => false
    (<5).end => 5
    (<5).start => null
    (<=5).end included => true
    (>5).start included => false
    {a: 1, b: a + 1} => {a:1, b:2}
    {a b: 1}.a b => 1
    {"a b": 1}.a b => 1
    {a: 1, a: 2} => null
    (function(x, y) x + y)(1, 2) => 3
    (function(x, y) x - y)(y: 1, x: 2) => 1
    (function(a: number) a)("x") => null
    (function(a: number) a)([1]) => 1
    (function(a: list<number>) a)(1) => [1]
    (function(a) a)(1, 2) => null
    {f: sum, r: f([1,2])}.r => 3
    {date of birth: @"2000-01-01", y: date of birth.year}.y => 2000
    {a-b: 3, r: a-b}.r => 3
    {a: 5, b: 3, r: a-b}.r => 2
    nosuchfunction(1) => null
    [1,2,3] instance of list => true
    {} instance of context => true
    (function(a: number, b: string) a) instance of function<number, string>->Any => true
    sum instance of function => true
    [1,2,3][item = 2 or item = 3] => [2,3]
    every i in [1..3] satisfies i < 4 => true
    @"2021-01-01T00:00:00@Europe/Paris".time offset => @"PT1H"
    @"2021-07-01T00:00:00@Europe/Paris".time offset => @"PT2H"
    now(1) => null
    {} = [] => null
    [1] = [1.0] => true
    [] = [] => true
    [null] = [null] => true
    [1] != [2] => true
    (function(x) x) = 1 => null
    [1..2] = [1.0..2.0] => true
    (1..2) != [1..2] => true
    [1..2] = 1 => null
    (<5) = (<5) => true
    (<5) = (<=5) => false
    [] in ([]) => true
    {a: 1} in ({a: 1}) => true
    for i in null return i => null
    for i in 1..null return i => null
    for i in "a" return i => ["a"]
    for i in {a:1} return i => [{a:1}]
    for i in 1..3, j in i..3 return i*j => [1,2,3,4,6,9]
    for i in [1,2] return for j in [i] return j => [[1],[2]]
    for i in 0.5..2 return i => null
    for i in @"2020-01-03"..@"2020-01-01" return i => [@"2020-01-03",@"2020-01-02",@"2020-01-01"]
    some i in null satisfies true => null
    every i in null satisfies true => null
    every i in [1, "a"] satisfies i > 0 => null
    some i in [1, null] satisfies i > 5 => null
    some i in ["a", 6] satisfies i > 5 => true
    [1,2,3] instance of list<string> => false
    1 instance of Any => true
    (1..2) instance of range<Any> => true
    {a: null} instance of context<a: number> => true
    [null] instance of list<number> => true
    {a: 1}.b => null
    [].a => []
    [1].a => [null]
    [{a: [1,2]}].a => [[1,2]]
    {a: 1, b: {c: a}}.b.c => 1
    [1,2,3][item >= 2][1] => 2
    [1,2,3][item.x = 1] => []
    [{a:1}][a] => {a:1}
    [5,6][null] => []
    [1,2,3]["a"] => []
    [{a: true},{a: false}][a] => [{a: true}]
    [1,2,3,4][even(item)] => [2,4]
    [1] + 1 => null
    [1,2] + [3] => null
    {} + {} => null
    {a: 1, "b": 2}.b => 2
    {"": 1} => {"": 1}
    @"P1Y" instance of duration => false
    """#)
}
